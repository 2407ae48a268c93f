// What can be done with an element without a mouse: add what follows it, connect it, delete it.
import { h } from "../dom.js";
import { kindName, KINDS } from "../kinds.js";
import { is, spoken } from "../model.js";
import { t } from "../words.js";
import { choiceField, pressed, section } from "./fields.js";

const FOLLOWING = ["step", "wait", "exclusive", "parallel", "inclusive", "connector", "rule", "end"];

export function actsPart(side, element) {
  const appending = side.editor.get("appending");
  const focus = () => document.querySelector('[data-side] [data-field="ten"]')?.focus();
  const remove = () => side.editor.get("modeling").removeElements([element]);
  const parts = [];
  if (appending.mayGoOn(element) && is(element, "bpmn:FlowNode")) {
    const kinds = KINDS.filter((one) => FOLLOWING.includes(one.code));
    const add = (code) => () => {
      appending.append(element, code);
      focus();
    };
    const buttons = kinds.map((one) => pressed(one.name, add(one.code), "quiet small", { "data-append": one.code }));
    if (appending.mayRemind(element)) buttons.push(pressed(t("Đồng hồ", "Timer"), () => (appending.remind(element), focus())));
    parts.push(h("p", { class: "form-label" }, t("Thêm phần tử đi sau", "Add what follows")), h("div", { class: "drawing-buttons" }, buttons));
    parts.push(...connecting(side, element, appending));
  }
  parts.push(h("div", { class: "drawing-buttons" }, pressed(t("Xóa phần tử này", "Delete this element"), remove, "danger small")));
  return section(t("Thao tác", "Actions"), ...parts);
}

function connecting(side, element, appending) {
  const targets = appending.targets(element);
  if (!targets.length) return [];
  const choices = targets.map((one) => ({ code: one.id, name: `${kindName(one)}: ${spoken(one)}` }));
  const field = choiceField(t("Nối tới", "Connect to"), "", choices, () => {}, { name: "noi-toi" });
  const go = () => {
    const target = side.editor.get("elementRegistry").get(field.querySelector("select").value);
    if (target) appending.connect(element, target);
  };
  return [field, h("div", { class: "drawing-buttons" }, pressed(t("Nối", "Connect"), go))];
}
