// A step done several times: once per chosen unit, all of them or the first few answers.
import { formalExpression, getBusinessObject, writeFacts } from "../model.js";
import { t } from "../words.js";
import { choiceField, folded, numberField } from "./fields.js";
import { unitFieldsOfForms } from "./unit.js";

export function loopPart(side, element) {
  const owner = getBusinessObject(element);
  const loop = owner.loopCharacteristics;
  const path = /count\(\s*([\w.]+)\s*\)/.exec(loop?.get("loopCardinality")?.body || "")?.[1];
  const enough = /count\([\w.]+\)\s*>=\s*(\d+)/.exec(loop?.get("completionCondition")?.body || "")?.[1];
  const modeling = side.editor.get("modeling");

  const repeat = (field) =>
    side.write(() => {
      if (!field) return modeling.updateProperties(element, { loopCharacteristics: undefined });
      const made = side.editor.get("bpmnFactory").create("bpmn:MultiInstanceLoopCharacteristics", { isSequential: false });
      made.$parent = owner;
      made.loopCardinality = formalExpression(side.editor, made, `count(${field})`);
      modeling.updateProperties(element, { loopCharacteristics: made });
      return writeFacts(side.editor, element, "tthc:Step", { unit: `chosen:${field}` });
    }, { redraw: true });

  const first = (count) =>
    side.write(() => {
      const said = count ? formalExpression(side.editor, loop, `count(${element.id}.all) >= ${count}`) : undefined;
      modeling.updateModdleProperties(element, loop, { completionCondition: said });
    });

  const order = (way) => side.write(() => modeling.updateModdleProperties(element, loop, { isSequential: way === "sequential" }));
  const orders = [
    { code: "parallel", name: t("Cùng lúc", "At the same time") },
    { code: "sequential", name: t("Lần lượt", "One after the other") },
  ];
  return folded(
    t("Làm nhiều lần", "Done several times"),
    Boolean(loop),
    choiceField(t("Mỗi đơn vị được chọn ở ô", "Once per unit chosen in"), path, unitFieldsOfForms(side), repeat, { none: t("– chỉ làm một lần –", "– done once –"), name: "lap" }),
    loop ? choiceField(t("Thứ tự", "Order"), loop.isSequential ? "sequential" : "parallel", orders, order, { name: "lap-thu-tu" }) : null,
    loop
      ? numberField(t("Đủ khi có (trả lời)", "Enough with (answers)"), enough, first, { hint: t("Bỏ trống: chờ tất cả.", "Empty: all of them."), name: "lap-du" })
      : null,
  );
}
