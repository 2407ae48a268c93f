// The fields of the side form. Each writes as soon as its value changes; typing is written when it rests for a moment.
import { h, later, newId } from "../dom.js";
import { t } from "../words.js";

const REST = 600;
const waiting = new Set();

// Writes what is still being typed: before saving, before the page goes.
export function settleTyping() {
  for (const commit of [...waiting]) commit();
}

function labelled(label, input, { hint, wrong } = {}) {
  const id = newId("truong");
  input.id = id;
  const told = hint && h("p", { class: "form-text", id: `${id}-goi-y` }, hint);
  const error = h("p", { class: "field-error", id: `${id}-loi`, hidden: !wrong }, wrong || "");
  input.setAttribute("aria-describedby", [told && told.id, error.id].filter(Boolean).join(" "));
  return h("div", { class: "field" }, h("label", { class: "form-label", for: id }, label), told, error, input);
}

// `late`: written when the field is left, not in the middle of a word, because something is made from the whole of it.
export function textField(label, value, write, { hint, rows, late, name, placeholder, spellcheck, list } = {}) {
  const facts = { class: "form-control", "data-field": name, placeholder, spellcheck, list, autocomplete: "off" };
  const input = rows ? h("textarea", { ...facts, rows }) : h("input", facts);
  input.value = value ?? "";
  let written = input.value;
  const commit = () => {
    rest.stop();
    waiting.delete(commit);
    if (input.value === written) return;
    written = input.value;
    const refused = write(input.value.trim() || undefined);
    say(input, typeof refused === "string" ? refused : "");
  };
  const rest = later(commit, REST);
  input.addEventListener("input", () => {
    waiting.add(commit);
    if (!late) rest();
  });
  input.addEventListener("change", commit);
  return labelled(label, input, { hint });
}

function say(input, words) {
  const place = document.getElementById(`${input.id}-loi`);
  if (!place) return;
  place.textContent = words;
  place.hidden = !words;
  input.toggleAttribute("aria-invalid", Boolean(words));
}

export function numberField(label, value, write, { hint, name } = {}) {
  const check = (typed) => {
    const plain = typed?.replace(",", ".");
    if (plain !== undefined && !/^\d+(\.\d+)?$/.test(plain)) return t("Nhập một số, ví dụ 8 hoặc 0,5.", "Enter a number, such as 8 or 0.5.");
    write(plain);
    return "";
  };
  const made = textField(label, shown(value), check, { hint, name });
  made.querySelector("input").setAttribute("inputmode", "decimal");
  return made;
}

function shown(value) {
  return t(String(value ?? "").replace(".", ","), value);
}

// choices: [{code, name, group?}]; an unknown value stays choosable, so that nothing is lost by looking at it.
export function choiceField(label, value, choices, write, { none, hint, name } = {}) {
  const input = h("select", { class: "form-select", "data-field": name });
  fillChoices(input, value, choices, none);
  input.addEventListener("change", () => write(input.value || undefined));
  return labelled(label, input, { hint });
}

export function fillChoices(input, value, choices, none) {
  const known = choices.some((one) => one.code === value);
  const options = [
    (none !== undefined || !value) && h("option", { value: "" }, none ?? t("– chọn –", "– choose –")),
    value && !known && h("option", { value }, value),
  ];
  const groups = new Map();
  for (const one of choices) {
    const option = h("option", { value: one.code }, one.name);
    if (!one.group) options.push(option);
    else if (groups.has(one.group)) groups.get(one.group).append(option);
    else {
      groups.set(one.group, h("optgroup", { label: one.group }, option));
      options.push(groups.get(one.group));
    }
  }
  input.replaceChildren(...options.filter(Boolean));
  input.value = value || "";
}

export function tickField(label, value, write, { name } = {}) {
  const id = newId("danh-dau");
  const input = h("input", { type: "checkbox", class: "form-check-input", id, "data-field": name });
  input.checked = Boolean(value);
  input.addEventListener("change", () => write(input.checked));
  return h("div", { class: "form-check" }, input, h("label", { class: "form-check-label", for: id }, label));
}

// Several of a list: each a tick.
export function ticksField(label, values, choices, write) {
  const chosen = new Set(values);
  const unknown = values.filter((one) => !choices.some((choice) => choice.code === one)).map((code) => ({ code, name: code }));
  const ticks = [...choices, ...unknown].map((one) =>
    tickField(one.name, chosen.has(one.code), (on) => {
      if (on) chosen.add(one.code);
      else chosen.delete(one.code);
      write([...chosen]);
    }),
  );
  return h("fieldset", { class: "field" }, h("legend", { class: "form-label" }, label), ticks);
}

export function section(title, ...parts) {
  return h("section", { class: "drawing-part" }, h("h2", {}, title), ...parts);
}

export function folded(title, open, ...parts) {
  return h("details", { class: "drawing-part", open }, h("summary", {}, title), ...parts);
}

export function pressed(words, act, kind = "quiet small", more = {}) {
  return h("button", { type: "button", class: `btn ${kind}`, onclick: act, ...more }, words);
}
