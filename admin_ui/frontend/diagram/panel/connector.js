// An automatic step: the connector it calls, what goes in and comes out, what happens when it fails; a decision table.
import { h } from "../dom.js";
import { child, facts, writeFacts } from "../model.js";
import { t } from "../words.js";
import { choiceField, numberField, pressed, section, textField } from "./fields.js";

const TYPE = "tthc:Connector";

export function connectorPart(side, element) {
  const told = facts(element, TYPE);
  const set = (name) => (value) => side.write(() => writeFacts(side.editor, element, TYPE, { id: "", ...whole(told), [name]: value }));
  return section(
    t("Kết nối", "Connector"),
    textField(t("Mã kết nối", "Connector id"), told?.id, set("id"), { name: "ket-noi", hint: t("Ví dụ: police.residence", "For example: police.residence") }),
    textField(t("Phiên bản", "Version"), told?.version, set("version"), { name: "phien-ban" }),
    pairs(side, element, "param", "tthc:Param", ["name", t("Tham số", "Parameter")], t("Gửi đi", "What is sent")),
    pairs(side, element, "result", "tthc:ConnectorResult", ["variable", t("Biến", "Variable")], t("Nhận về", "What comes back")),
    failure(side, element, told),
  );
}

const whole = (told) => (told ? { id: told.id } : {});

function owner(side, element) {
  if (!facts(element, TYPE)) writeFacts(side.editor, element, TYPE, { id: "" });
  return facts(element, TYPE);
}

// Rows of a name and a value: a literal, or FEEL after an equals sign.
function pairs(side, element, property, type, [key, word], title) {
  const modeling = side.editor.get("modeling");
  const rows = facts(element, TYPE)?.get(property) || [];
  const put = (changed) => side.write(() => writeFacts(side.editor, element, TYPE, { [property]: changed() }), { redraw: true });
  const add = () => put(() => [...rows, child(side.editor, owner(side, element), type, { [key]: "", value: "" })]);
  const set = (one, name) => (value) => side.write(() => modeling.updateModdleProperties(element, one, { [name]: value || "" }));
  const listed = rows.map((one, index) =>
    h(
      "li",
      {},
      textField(`${word} ${index + 1}`, one[key], set(one, key), { name: `${property}-${index}` }),
      textField(t("Giá trị (FEEL sau dấu =)", "Value (FEEL after =)"), one.value, set(one, "value"), { name: `${property}-gia-tri-${index}`, spellcheck: "false" }),
      pressed(t("Bỏ dòng này", "Remove"), () => put(() => rows.filter((other) => other !== one))),
    ),
  );
  return h("div", { class: "field" }, h("p", { class: "form-label" }, title), h("ul", { class: "drawing-rows" }, listed), pressed(t("Thêm dòng", "Add a row"), add));
}

function failure(side, element, told) {
  const failed = told?.failure;
  const set = (change) =>
    side.write(() => {
      const holder = owner(side, element);
      if (failed) side.editor.get("modeling").updateModdleProperties(element, failed, change);
      else writeFacts(side.editor, element, TYPE, { failure: child(side.editor, holder, "tthc:Failure", change) });
    }, { redraw: true });
  const ways = [
    { code: "manual", name: t("Cán bộ làm thay", "An officer does it") },
    { code: "wait", name: t("Chờ rồi thử lại", "Wait and try again") },
    { code: "incident", name: t("Báo sự cố", "Raise an incident") },
  ];
  return h(
    "div",
    {},
    numberField(t("Thử tối đa (lần)", "Attempts at most"), failed?.after, (after) => set({ after }), { name: "so-lan" }),
    choiceField(t("Vẫn không được thì", "Then"), failed?.then, ways, (then) => set({ then }), { name: "that-bai" }),
  );
}

export function rulePart(side, element) {
  const told = facts(element, "tthc:Decision");
  const set = (ref) => side.write(() => writeFacts(side.editor, element, "tthc:Decision", { ref: ref || "" }));
  const known = side.facts.choices.decisions.map((code) => ({ code, name: code }));
  const label = t("Bảng quyết định", "Decision table");
  const field = known.length ? choiceField(label, told?.ref, known, set, { name: "bang" }) : textField(label, told?.ref, set, { name: "bang" });
  return section(t("Bảng quyết định", "Decision"), field);
}
