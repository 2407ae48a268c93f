// Who does a step, as an expression: an authority, a kind of unit under it, or the unit of a step, a field, a partner.
import { flowNodes, isStep, stepLabel } from "../model.js";
import { t } from "../words.js";
import { choiceField, textField } from "./fields.js";

const WITH_WORD = ["step", "chosen", "external"];

export function unitFields(side, element, unit, write) {
  const [anchor, kind = ""] = unit.split("/");
  const [word, rest = ""] = splitAt(anchor, ":");
  const { choices } = side.facts;
  const join = (newWord, newRest, newKind) => {
    if (!newWord) return write(undefined);
    const start = WITH_WORD.includes(newWord) ? `${newWord}:${newRest || firstOf(side, element, newWord)}` : newWord;
    return write(newKind ? `${start}/${newKind}` : start);
  };
  const kinds = choices.kinds.map((one) => ({ ...one, group: levelName(one.level) }));
  return [
    choiceField(t("Cơ quan", "Authority"), word, choices.anchors, (code) => join(code, "", kind), { name: "co-quan" }),
    WITH_WORD.includes(word) ? restField(side, element, word, rest, (value) => join(word, value, kind)) : null,
    choiceField(t("Đơn vị thuộc cơ quan", "Unit within it"), kind, kinds, (code) => join(word || "resolving", rest, code), {
      none: t("– chính cơ quan –", "– the authority itself –"),
      name: "don-vi",
    }),
  ];
}

function restField(side, element, word, rest, write) {
  if (word === "step") return choiceField(t("Bước", "Step"), rest, steps(side, element), write, { name: "theo-buoc" });
  if (word === "chosen") return choiceField(t("Ô chọn đơn vị", "Field with the units"), rest, unitFieldsOfForms(side), write, { name: "theo-o" });
  return textField(t("Mã đối tác", "Partner's code"), rest, write, { name: "doi-tac" });
}

const steps = (side, element) =>
  flowNodes(side.editor).filter((one) => isStep(one) && one !== element).map((one) => ({ code: one.id, name: stepLabel(one) }));

// Routing fields of every step's form and of the application: where units can be chosen.
export function unitFieldsOfForms(side) {
  const { fields } = side.facts;
  return fields(side.editor).filter((one) => one.kind === "list" || one.kind === "string").filter((one) => one.fromForm).map((one) => ({ code: one.path, name: one.name, group: one.group }));
}

function firstOf(side, element, word) {
  const found = word === "step" ? steps(side, element) : word === "chosen" ? unitFieldsOfForms(side) : [];
  return found[0]?.code || (word === "external" ? "doi_tac" : "don.don_vi");
}

function splitAt(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function levelName(level) {
  const names = { commune: t("Cấp xã", "Commune"), province: t("Cấp tỉnh", "Province"), any: t("Mọi cấp", "Any level") };
  return names[level] || t("Đối tác", "Partners");
}
