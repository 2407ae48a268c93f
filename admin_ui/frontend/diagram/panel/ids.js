// The id of an element, as conditions write it: shown for who needs it, changed with everything that reads it.
import { t } from "../words.js";
import { folded, textField } from "./fields.js";

export function idPart(side, element) {
  const ids = side.editor.get("speakingIds");
  const pattern = new RegExp(`^${side.facts.choices.id}$`);
  const change = (id) => {
    if (!id || !pattern.test(id)) {
      return t("Mã gồm chữ không dấu, số và gạch dưới, bắt đầu bằng chữ.", "Letters without marks, digits and underscores, a letter first.");
    }
    if (id === element.id) return "";
    if (ids.taken(id)) return t("Mã này đã dùng, hoặc từng dùng cho việc khác.", "This id is in use, or was used before.");
    side.write(() => ids.rename(element, id), { redraw: true });
    return "";
  };
  const hint = t("Điều kiện đọc kết quả của bước theo mã này.", "Conditions read what a step says by this id.");
  return folded(t("Mã phần tử", "Element id"), false, textField(t("Mã", "Id"), element.id, change, { hint, late: true, name: "ma", spellcheck: "false" }));
}
