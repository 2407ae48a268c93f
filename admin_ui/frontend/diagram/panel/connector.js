// An automatic step: the connector it calls and, made from what that says of itself, what goes in and comes out.
import { h } from "../dom.js";
import { child, facts, writeFacts } from "../model.js";
import { t } from "../words.js";
import { errorsPart, caughtCodes } from "./connector_errors.js";
import { samplePart } from "./connector_sample.js";
import { valueField } from "./connector_values.js";
import { choiceField, folded, numberField, pressed, section, textField, tickField } from "./fields.js";

const TYPE = "tthc:Connector";

export function connectorPart(side, element) {
  const told = facts(element, TYPE);
  const known = side.facts.choices.connectors;
  const chosen = known.find((one) => one.id === told?.id);
  const choices = known.map((one) => ({ code: one.id, name: one.name }));
  return section(
    t("Kết nối", "Connector"),
    choiceField(t("Gọi hệ thống nào", "Which system is called"), told?.id, choices, (id) => choose(side, element, id), { name: "ket-noi", hint: chosen?.summary }),
    chosen && chosen.version !== told.version ? older(side, element, chosen, told) : null,
    chosen ? form(side, element, chosen) : told?.id ? byHand(side, element) : null,
    told?.id ? failure(side, element, told, chosen) : null,
    chosen ? errorsPart(side, element, chosen) : null,
    chosen ? samplePart(side, element) : null,
  );
}

// Another connector begins with its own version and keeps of the results all that it gives.
function choose(side, element, id) {
  const chosen = side.facts.choices.connectors.find((one) => one.id === id);
  side.write(() => {
    writeFacts(side.editor, element, TYPE, { id: id || "", version: chosen?.version });
    const holder = facts(element, TYPE);
    const results = (chosen?.open ? [] : chosen?.results || []).map((one) => child(side.editor, holder, "tthc:ConnectorResult", { variable: one.name, value: `=response.${one.name}` }));
    const keepable = chosen ? holder.get("param").filter((one) => takes(chosen, one.name)) : holder.get("param");
    writeFacts(side.editor, element, TYPE, { result: results, param: keepable });
  }, { redraw: true });
}

const takes = (chosen, name) => chosen.params.some((one) => one.name === name) || chosen.families.some((one) => name.startsWith(one));

function older(side, element, chosen, told) {
  const update = () => side.write(() => writeFacts(side.editor, element, TYPE, { version: chosen.version }), { redraw: true });
  const words = told.version
    ? t(`Bước được soạn cho phiên bản ${told.version}; đang cài ${chosen.version}.`, `Written for version ${told.version}; ${chosen.version} is installed.`)
    : t(`Chưa ghi phiên bản; đang cài ${chosen.version}.`, `No version is given; ${chosen.version} is installed.`);
  return h("p", { class: "form-text" }, words, " ", pressed(t("Dùng phiên bản đang cài", "Use the installed one"), update));
}

function form(side, element, chosen) {
  const more = facts(element, TYPE).get("param").filter((one) => !chosen.params.some((param) => param.name === one.name));
  const other = facts(element, TYPE).get("result").filter((one) => !chosen.results.some((result) => isPlain(one, result)));
  return h(
    "div",
    {},
    h("p", { class: "form-label" }, t("Gửi đi", "What is sent")),
    chosen.params.map((param) => valueField(side, element, param)),
    chosen.families.length || more.length ? pairs(side, element, "param", "tthc:Param", "name", more, t("Giá trị khác", "Further values"), chosen.families.join(", ")) : null,
    h("p", { class: "form-label" }, t("Giữ lại từ trả lời", "Kept from the answer")),
    chosen.results.map((result) => keepField(side, element, result)),
    folded(t("Kết quả tính bằng công thức", "Results worked out by a formula"), chosen.open || other.length > 0, pairs(side, element, "result", "tthc:ConnectorResult", "variable", other, "", "=response.…")),
  );
}

const isPlain = (one, result) => (one.value || "").replaceAll(" ", "") === `=response.${result.name}`;

function keepField(side, element, result) {
  const kept = facts(element, TYPE).get("result").find((one) => isPlain(one, result));
  const put = (on) => {
    const holder = facts(element, TYPE);
    const others = holder.get("result").filter((one) => one !== kept);
    const made = on ? [child(side.editor, holder, "tthc:ConnectorResult", { variable: result.name, value: `=response.${result.name}` })] : [];
    side.write(() => writeFacts(side.editor, element, TYPE, { result: [...others, ...made] }), { redraw: true });
  };
  const rename = (name) => {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name || "")) return t("Tên gồm chữ không dấu, số, gạch dưới.", "A name is plain letters, digits, underscores.");
    side.write(() => side.editor.get("modeling").updateModdleProperties(element, kept, { variable: name }));
    return "";
  };
  const tick = tickField(result.title, kept, put, { name: `giu-${result.name}` });
  if (!kept) return tick;
  return h("div", {}, tick, textField(t(`Tên của “${result.title}”`, `Name of “${result.title}”`), kept.variable, rename, { name: `ten-${result.name}`, late: true, spellcheck: "false" }));
}

// Rows of a name and a value: a literal, or FEEL after an equals sign.
function pairs(side, element, property, type, key, rows, title, hint) {
  const modeling = side.editor.get("modeling");
  const holder = () => facts(element, TYPE);
  const put = (changed) => side.write(() => writeFacts(side.editor, element, TYPE, { [property]: changed() }), { redraw: true });
  const add = () => put(() => [...holder().get(property), child(side.editor, holder(), type, { [key]: "", value: "" })]);
  const set = (one, name) => (value) => side.write(() => modeling.updateModdleProperties(element, one, { [name]: value || "" }));
  const listed = rows.map((one, index) =>
    h(
      "li",
      {},
      textField(`${t("Tên", "Name")} ${index + 1}`, one[key], set(one, key), { name: `${property}-${index}`, spellcheck: "false" }),
      textField(t("Giá trị (FEEL sau dấu =)", "Value (FEEL after =)"), one.value, set(one, "value"), { name: `${property}-gia-tri-${index}`, spellcheck: "false" }),
      pressed(t("Bỏ dòng này", "Remove"), () => put(() => holder().get(property).filter((other) => other !== one))),
    ),
  );
  return h("div", { class: "field" }, title ? h("p", { class: "form-label" }, title) : null, hint ? h("p", { class: "form-text" }, hint) : null, h("ul", { class: "drawing-rows" }, listed), pressed(t("Thêm dòng", "Add a row"), add));
}

function byHand(side, element) {
  const holder = facts(element, TYPE);
  return h(
    "div",
    {},
    h("p", { class: "form-text" }, t("Kết nối này chưa được cài đặt ở đây.", "This connector is not installed here.")),
    pairs(side, element, "param", "tthc:Param", "name", holder.get("param"), t("Gửi đi", "What is sent"), ""),
    pairs(side, element, "result", "tthc:ConnectorResult", "variable", holder.get("result"), t("Nhận về", "What comes back"), ""),
  );
}

function failure(side, element, told) {
  const failed = told.failure;
  const set = (change) =>
    side.write(() => {
      const holder = facts(element, TYPE);
      if (failed) side.editor.get("modeling").updateModdleProperties(element, failed, change);
      else writeFacts(side.editor, element, TYPE, { failure: child(side.editor, holder, "tthc:Failure", change) });
    }, { redraw: true });
  const ways = [
    { code: "wait", name: t("Chờ, gửi lại đến hết hạn", "Wait and go on trying") },
    { code: "manual", name: t("Cán bộ nhập kết quả thay", "An officer enters the result") },
    { code: "incident", name: t("Dừng gửi, báo sự cố", "Stop, raise an incident") },
    ...caughtCodes(element).map((code) => ({ code: `error:${code}`, name: t(`Đi nhánh lỗi “${code}”`, `Take error branch “${code}”`) })),
  ];
  return h(
    "div",
    {},
    h("p", { class: "form-label" }, t("Khi đối tác không trả lời", "When the partner does not answer")),
    numberField(t("Sau bao nhiêu lần gửi không được", "After how many failed attempts"), failed?.after, (after) => set({ after }), { name: "so-lan" }),
    choiceField(t("thì", "then"), failed?.then, ways, (then) => set({ then }), { name: "that-bai" }),
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
