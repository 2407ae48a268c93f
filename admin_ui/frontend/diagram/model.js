// Reading and writing what the file says of an element in our own namespace.
import { getBusinessObject, is } from "bpmn-js/lib/util/ModelUtil";

export { getBusinessObject, is };

export const isStep = (element) => is(element, "bpmn:UserTask");

export function facts(element, type) {
  const holder = getBusinessObject(element).get("extensionElements");
  return (holder?.get("values") || []).find((one) => one.$type === type);
}

export function nameOf(element) {
  return getBusinessObject(element).get("name") || "";
}

// What an element is called; a gateway that only joins is called by what comes behind it.
export function spoken(element) {
  const name = nameOf(element);
  if (name) return name;
  return joins(element) ? spoken(element.outgoing[0].target) : element.id;
}

export const joins = (element) =>
  is(element, "bpmn:Gateway") && element.outgoing.length === 1 && element.incoming.length > 1;

// A step as people speak of it: its printed number and its name.
export function stepLabel(element) {
  const no = facts(element, "tthc:Step")?.get("no");
  return [no && `${no}.`, nameOf(element) || element.id].filter(Boolean).join(" ");
}

// Writes attributes of the facts of `type`, making the facts (and their holder) when there are none.
export function writeFacts(editor, element, type, change) {
  const modeling = editor.get("modeling");
  const found = facts(element, type);
  if (found) modeling.updateModdleProperties(element, found, change);
  else addFacts(editor, element, editor.get("bpmnFactory").create(type, change));
}

export function addFacts(editor, element, made) {
  const modeling = editor.get("modeling");
  const owner = getBusinessObject(element);
  const holder = owner.get("extensionElements");
  if (holder) {
    made.$parent = holder;
    modeling.updateModdleProperties(element, holder, { values: [...holder.get("values"), made] });
    return;
  }
  const created = editor.get("bpmnFactory").create("bpmn:ExtensionElements", { values: [made] });
  made.$parent = created;
  created.$parent = owner;
  modeling.updateProperties(element, { extensionElements: created });
}

// A child of facts that is not there yet, such as an outcome of a step.
export function child(editor, parent, type, given) {
  const made = editor.get("bpmnFactory").create(type, given);
  made.$parent = parent;
  return made;
}

export function definitionsOf(editor) {
  return editor.getDefinitions();
}

// The process that runs: the one that carries the official sheet, else the first.
export function processOf(editor) {
  const found = definitionsOf(editor).get("rootElements").filter((one) => one.$type === "bpmn:Process");
  return found.find((one) => sheetOf(one)) || found[0];
}

export function sheetOf(process) {
  return (process?.get("extensionElements")?.get("values") || []).find((one) => one.$type === "tthc:Procedure");
}

export function formalExpression(editor, parent, body) {
  const made = editor.get("bpmnFactory").create("bpmn:FormalExpression", { body });
  made.$parent = parent;
  return made;
}

export function flowNodes(editor) {
  return editor.get("elementRegistry").filter((one) => is(one, "bpmn:FlowNode") && !one.labelTarget);
}
