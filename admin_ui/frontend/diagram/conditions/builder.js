// The condition builder: rows of field, comparison and value, the sentence they make, and FEEL for who wants it.
import { h } from "../dom.js";
import { choiceField, folded, pressed, textField } from "../panel/fields.js";
import { t } from "../words.js";
import { expressionOf, rowsOf } from "./rows.js";
import { comparisonsFor, needsValue, sentence } from "./sentence.js";

export function conditionBuilder(expression, fields, write) {
  const place = h("div", { class: "drawing-condition" });
  let source = expression;
  let read = rowsOf(expression);
  if (read && !read.rows.length) read.rows.push(fresh());

  function fresh() {
    const field = fields[0];
    return { path: field?.path || "", compare: comparisonsFor(field)[0].code, value: field?.options[0]?.code || "" };
  }

  function changed(draw = true) {
    source = expressionOf(read.rows, read.join, fields);
    write(source);
    if (draw) show();
    else say();
  }

  function show() {
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.field : undefined;
    place.replaceChildren(...(read ? built() : [h("p", { class: "small" }, t("Điều kiện này viết bằng FEEL, không đổi được thành các dòng chọn.", "This condition is written in FEEL and cannot be shown as rows."))]), told(), feel());
    if (focused) place.querySelector(`[data-field="${focused}"]`)?.focus();
  }

  function say() {
    place.querySelector("[data-sentence]").textContent = words();
  }

  const words = () => (source ? t(`Khi ${sentence(source, fields)}.`, `When ${sentence(source, fields)}.`) : t("Chưa có điều kiện.", "No condition yet."));
  const told = () => h("p", { class: "drawing-sentence", "data-sentence": true, "aria-live": "polite" }, words());

  function feel() {
    const put = (typed) => {
      source = typed || "";
      read = rowsOf(source);
      write(source);
      show();
    };
    return folded(t("Biểu thức FEEL", "FEEL"), !read, textField(t("Biểu thức", "Expression"), source, put, { rows: 2, late: true, name: "feel", spellcheck: "false" }));
  }

  function built() {
    const joins = [
      { code: "and", name: t("tất cả đều đúng", "all hold") },
      { code: "or", name: t("ít nhất một dòng đúng", "any holds") },
    ];
    const join = (code) => {
      read.join = code || "and";
      changed();
    };
    const add = () => {
      read.rows.push(fresh());
      changed();
    };
    return [
      h("ul", { class: "drawing-rows" }, read.rows.map(row)),
      read.rows.length > 1 ? choiceField(t("Khi", "When"), read.join, joins, join, { name: "noi" }) : null,
      h("div", { class: "drawing-buttons" }, pressed(t("Thêm dòng điều kiện", "Add a row"), add), source ? null : pressed(t("Dùng điều kiện này", "Use this condition"), () => changed())),
    ].filter(Boolean);
  }

  function row(one, index) {
    const field = fields.find((each) => each.path === one.path);
    const choices = fields.map((each) => ({ code: each.path, name: each.name, group: each.group }));
    const pick = (path) => {
      const next = fields.find((each) => each.path === path);
      Object.assign(one, { path: path || "", compare: comparisonsFor(next)[0].code, value: firstValue(next) });
      changed();
    };
    const compare = (code) => {
      one.compare = code || "=";
      changed();
    };
    return h(
      "li",
      {},
      choiceField(t("Xét", "Field"), one.path, choices, pick, { name: `xet-${index}` }),
      choiceField(t("So sánh", "Comparison"), one.compare, comparisonsFor(field), compare, { name: `so-sanh-${index}` }),
      needsValue(one.compare) ? valueField(one, field, index) : null,
      read.rows.length > 1 ? pressed(t("Bỏ dòng này", "Remove"), () => (read.rows.splice(index, 1), changed())) : null,
    );
  }

  function valueField(one, field, index) {
    const label = t("Giá trị", "Value");
    const options = field?.kind === "boolean" ? YES_NO : field?.options || [];
    const set = (draw) => (value) => {
      one.value = value || "";
      changed(draw);
    };
    if (options.length) return choiceField(label, one.value, options, set(true), { name: `gia-tri-${index}` });
    return textField(label, one.value, set(false), { name: `gia-tri-${index}` });
  }

  show();
  return place;
}

const YES_NO = [
  { code: "true", name: t("có", "yes") },
  { code: "false", name: t("không", "no") },
];

const firstValue = (field) => (field?.kind === "boolean" ? "true" : field?.options[0]?.code || "");
