// One parameter of a connector: a field of the dossier chosen by its name, one of the choices, a typed value, a formula.
import { fieldsOf } from "../conditions/names.js";
import { h } from "../dom.js";
import { child, facts, writeFacts } from "../model.js";
import { t } from "../words.js";
import { choiceField, textField } from "./fields.js";

const TYPE = "tthc:Connector";
const FIXED = "gia-tri";
const FORMULA = "cong-thuc";

export function valueField(side, element, param) {
  const kept = facts(element, TYPE).get("param").find((one) => one.name === param.name);
  const value = kept?.value || "";
  const fields = fieldsOf(side.editor, side.facts.choices, element);
  const listed = choicesOf(param);
  const source = sourceOf(value, fields, listed, side.opened?.[key(element, param)]);
  const options = [
    ...listed.map((one) => ({ code: `c:${one.code}`, name: one.name, group: t("Giá trị", "Values") })),
    ...fields.map((one) => ({ code: `o:${one.path}`, name: one.name, group: one.group })),
    ...(listed.length || ["list", "context"].includes(param.kind) ? [] : [{ code: FIXED, name: t("Nhập giá trị cố định", "Type a fixed value"), group: t("Cách khác", "Otherwise") }]),
    { code: FORMULA, name: t("Công thức (FEEL)", "A formula (FEEL)"), group: t("Cách khác", "Otherwise") },
  ];
  const write = (text) => side.write(() => put(side, element, param, text));
  const change = (code) => {
    side.opened = { ...side.opened, [key(element, param)]: code };
    const text = code?.startsWith("o:") ? `=${code.slice(2)}` : code?.startsWith("c:") ? code.slice(2) : "";
    side.write(() => put(side, element, param, text), { redraw: true });
  };
  const label = param.required ? `${param.title} (${t("bắt buộc", "required")})` : param.title;
  const none = param.required ? t("Chưa chọn", "Not chosen") : t("Không gửi", "Not sent");
  const chosen = choiceField(label, source, options, change, { none, hint: param.help, name: `p-${param.name}` });
  return h("div", {}, chosen, beside(source, value, param, write));
}

const key = (element, param) => `${element.id}/${param.name}`;

function choicesOf(param) {
  if (param.choices.length) return param.choices;
  return param.kind === "truth" ? [{ code: "true", name: t("Có", "Yes") }, { code: "false", name: t("Không", "No") }] : [];
}

function sourceOf(value, fields, listed, opened) {
  if (!value) return [FIXED, FORMULA].includes(opened) ? opened : undefined;
  if (listed.some((one) => one.code === value)) return `c:${value}`;
  if (!value.startsWith("=")) return FIXED;
  const path = value.slice(1).trim();
  return fields.some((one) => one.path === path) && opened !== FORMULA ? `o:${path}` : FORMULA;
}

function beside(source, value, param, write) {
  if (source === FORMULA) {
    return textField(t(`Công thức của “${param.title}”`, `Formula of “${param.title}”`), value.slice(1), (typed) => write(typed ? `=${typed}` : ""), { name: `v-${param.name}`, spellcheck: "false" });
  }
  if (source !== FIXED) return null;
  const hints = { number: t("Ví dụ 12.5", "For example 12.5"), date: t("Dạng 2026-01-31", "Such as 2026-01-31") };
  const check = (typed) => {
    const wrong = typed && { number: !/^-?\d+(\.\d+)?$/.test(typed), date: !/^\d{4}-\d\d-\d\d$/.test(typed) }[param.kind];
    if (wrong) return hints[param.kind];
    write(typed || "");
    return "";
  };
  return textField(t(`Giá trị của “${param.title}”`, `Value of “${param.title}”`), value, check, { name: `v-${param.name}`, hint: hints[param.kind] });
}

function put(side, element, param, text) {
  const holder = facts(element, TYPE);
  const rows = holder.get("param");
  const kept = rows.find((one) => one.name === param.name);
  if (kept && text) side.editor.get("modeling").updateModdleProperties(element, kept, { value: text });
  else if (kept) writeFacts(side.editor, element, TYPE, { param: rows.filter((one) => one !== kept) });
  else if (text) writeFacts(side.editor, element, TYPE, { param: [...rows, child(side.editor, holder, "tthc:Param", { name: param.name, value: text })] });
}
