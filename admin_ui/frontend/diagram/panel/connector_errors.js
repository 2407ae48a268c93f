// The refusals a step can catch: a tick attaches an error event with the partner's code, to be led to what comes then.
import { h } from "../dom.js";
import { definitionsOf, getBusinessObject, is } from "../model.js";
import { t } from "../words.js";
import { tickField } from "./fields.js";

const isError = (event) => (getBusinessObject(event).get("eventDefinitions") || []).some((one) => is(one, "bpmn:ErrorEventDefinition"));
const codeOf = (event) => getBusinessObject(event).get("eventDefinitions")[0].errorRef?.errorCode;
const eventsAt = (element) => (element.attachers || []).filter((one) => is(one, "bpmn:BoundaryEvent") && isError(one));

export const caughtCodes = (element) => eventsAt(element).map(codeOf).filter(Boolean);

export function errorsPart(side, element, chosen) {
  if (!chosen.errors.length) return null;
  const ticks = chosen.errors.map((one) => {
    const event = eventsAt(element).find((each) => codeOf(each) === one.code);
    const change = (on) => side.write(() => (on ? attach(side, element, one) : side.editor.get("modeling").removeShape(event)), { redraw: true });
    return tickField(one.name, event, change, { name: `loi-${one.code}` });
  });
  const hint = t("Đánh dấu để gắn sự kiện lỗi vào bước; rồi nối sự kiện tới bước xử lý.", "A tick attaches an error event to the step; then connect the event to what comes next.");
  return h("fieldset", { class: "field" }, h("legend", { class: "form-label" }, t("Rẽ nhánh khi đối tác báo", "Branch when the partner says")), h("p", { class: "form-text" }, hint), ticks);
}

function attach(side, element, error) {
  const modeling = side.editor.get("modeling");
  const at = { x: element.x + 20 + 46 * eventsAt(element).length, y: element.y + element.height };
  const shape = side.editor.get("elementFactory").createShape({ type: "bpmn:BoundaryEvent", eventDefinitionType: "bpmn:ErrorEventDefinition" });
  const made = modeling.createShape(shape, at, element, { attach: true });
  modeling.updateModdleProperties(made, getBusinessObject(made).get("eventDefinitions")[0], { errorRef: declared(side, made, error) });
  modeling.updateLabel(made, error.name);
}

// The error of this code in the file, declared when it is not there yet.
function declared(side, made, { code, name }) {
  const definitions = definitionsOf(side.editor);
  const roots = definitions.get("rootElements");
  const known = roots.find((one) => is(one, "bpmn:Error") && one.errorCode === code);
  if (known) return known;
  const stem = `loi_${code.replace(/[^A-Za-z0-9_]/g, "_")}`;
  const taken = (id) => roots.some((one) => one.id === id) || side.editor.get("elementRegistry").get(id);
  let id = stem;
  for (let number = 2; taken(id); number += 1) id = `${stem}_${number}`;
  const error = side.editor.get("bpmnFactory").create("bpmn:Error", { id, errorCode: code, name });
  error.$parent = definitions;
  const at = roots.findIndex((one) => is(one, "bpmn:Process"));
  side.editor.get("modeling").updateModdleProperties(made, definitions, { rootElements: [...roots.slice(0, at), error, ...roots.slice(at)] });
  return error;
}
