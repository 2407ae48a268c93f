// A wait: for whom, what the clock does meanwhile, when waiting ends by itself.
import { facts, writeFacts } from "../model.js";
import { t } from "../words.js";
import { choiceField, numberField, section, textField } from "./fields.js";
import { formChoices } from "./step.js";

const TYPE = "tthc:Wait";

export function waitPart(side, element) {
  const told = facts(element, TYPE);
  const get = (name) => told?.get(name) ?? undefined;
  const set = (name) => (value) => side.write(() => writeFacts(side.editor, element, TYPE, { [name]: value }));
  const kinds = [
    { code: "supplement", name: t("Bổ sung hồ sơ", "A supplement") },
    { code: "payment", name: t("Nộp tiền", "A payment") },
    { code: "confirmation", name: t("Người dân xác nhận", "The citizen's confirmation") },
    { code: "agency", name: t("Cơ quan khác trả lời", "Another agency's answer") },
  ];
  const clocks = [
    { code: "reset", name: t("Tính lại từ đầu", "Starts again") },
    { code: "pause", name: t("Tạm dừng", "Stands still") },
    { code: "continue", name: t("Vẫn chạy", "Goes on") },
  ];
  const units = [
    { code: "working_days", name: t("ngày làm việc", "working days") },
    { code: "working_hours", name: t("giờ làm việc", "working hours") },
    { code: "calendar_days", name: t("ngày", "calendar days") },
  ];
  return section(
    t("Chờ", "Wait"),
    choiceField(t("Chờ gì", "Waits for"), get("kind"), kinds, set("kind"), { name: "cho-gi" }),
    choiceField(t("Đồng hồ thời hạn trong lúc chờ", "The clock meanwhile"), get("clock"), clocks, set("clock"), {
      none: t("– theo thời hạn của thủ tục –", "– as the term says –"),
      name: "dong-ho",
    }),
    numberField(t("Tự đóng hồ sơ sau", "Closes by itself after"), get("autoCloseAfter"), set("autoCloseAfter"), { name: "tu-dong" }),
    choiceField(t("Đơn vị thời gian", "Unit of time"), get("autoCloseUnit") || "working_days", units, set("autoCloseUnit"), { name: "tu-dong-don-vi" }),
    choiceField(t("Biểu mẫu nhận về", "Form that comes back"), get("form"), formChoices(side.facts.choices), set("form"), { none: t("– không có –", "– none –"), name: "bieu-mau" }),
    textField(t("Mã đối tác (nếu có)", "Partner's code, if any"), get("partner"), set("partner"), { name: "doi-tac" }),
  );
}
