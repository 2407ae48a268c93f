// A timer: after how long, or an expression; and whether it interrupts the step it hangs on.
import { formalExpression, getBusinessObject, is } from "../model.js";
import { t } from "../words.js";
import { choiceField, numberField, section, textField, tickField } from "./fields.js";

const PLAIN = /^P(?:(\d+)D|T(\d+)H)$/;

export function timerPart(side, element) {
  const owner = getBusinessObject(element);
  const event = owner.get("eventDefinitions")[0];
  const body = (event.timeDuration || event.timeDate)?.body || "";
  const plain = PLAIN.exec(body);
  const unit = plain && plain[2] ? "hours" : "days";
  const modeling = side.editor.get("modeling");
  const put = (duration) => side.write(() => modeling.updateModdleProperties(element, event, { timeDate: undefined, timeDuration: formalExpression(side.editor, event, duration) }), { redraw: true });
  const made = (amount, of) => put(of === "hours" ? `PT${amount}H` : `P${amount}D`);
  const amount = plain ? plain[1] || plain[2] : "";
  const units = [
    { code: "days", name: t("ngày", "days") },
    { code: "hours", name: t("giờ", "hours") },
  ];
  const interrupts = (on) => side.write(() => modeling.updateProperties(element, { cancelActivity: on }));
  return section(
    t("Đồng hồ", "Timer"),
    numberField(t("Đến hạn sau", "Goes off after"), amount, (value) => value && made(Math.round(Number(value)), unit), { name: "sau" }),
    choiceField(t("Đơn vị thời gian", "Unit of time"), unit, units, (of) => made(amount || 1, of), { name: "sau-don-vi" }),
    textField(t("Hoặc biểu thức (FEEL, ISO 8601)", "Or an expression (FEEL, ISO 8601)"), body, (value) => value && put(value), { name: "bieu-thuc", spellcheck: "false" }),
    is(element, "bpmn:BoundaryEvent") ? tickField(t("Ngắt bước đang làm", "Interrupts the step"), owner.cancelActivity !== false, interrupts) : null,
  );
}
