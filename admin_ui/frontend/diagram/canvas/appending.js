// Adding the next element behind another, connecting, deleting: the acts of the pad, the palette and the keyboard.
import { getBusinessObject, is } from "../model.js";
import { kindOf, REMINDER } from "../kinds.js";

function Appending(injector, elementFactory, autoPlace, modeling, selection, rules, elementRegistry, inserting) {
  const shape = (kind) => elementFactory.createShape({ type: kind.type, ...kind.options, ...(kind.code === "subprocess" && { isExpanded: true }) });

  function insideOf(kind) {
    const made = shape(kind);
    if (kind.code !== "subprocess") return [made];
    const start = elementFactory.createShape({ type: "bpmn:StartEvent", x: 40, y: 82, parent: made });
    return [made, start];
  }

  function append(element, code) {
    const way = code === "end" ? undefined : inserting.wayOn(element);
    const made = way ? inserting.insertOn(way, shape(kindOf(code))) : autoPlace.append(element, shape(kindOf(code)));
    selection.select(made);
    return made;
  }

  function remind(element) {
    const at = { x: element.x + element.width - 20, y: element.y + element.height };
    const made = modeling.createShape(shape(REMINDER), at, element, { attach: true });
    selection.select(made);
    return made;
  }

  function connect(source, target) {
    const made = modeling.connect(source, target);
    if (made) selection.select(made);
    return made;
  }

  const mayConnect = (source, target) => Boolean(rules.allowed("connection.create", { source, target }));

  function targets(source) {
    const wanted = (one) => one !== source && is(one, "bpmn:FlowNode") && !one.labelTarget && mayConnect(source, one);
    return elementRegistry.filter(wanted);
  }

  // A new element that nothing leads to yet, right of everything in the pool.
  function place(code) {
    const made = insideOf(kindOf(code));
    const pool = elementRegistry.find((one) => is(one, "bpmn:Participant")) || injector.get("canvas").getRootElement();
    const nodes = elementRegistry.filter((one) => is(one, "bpmn:FlowNode") && !one.labelTarget);
    const right = Math.max(pool.x || 0, ...nodes.map((one) => one.x + one.width));
    const lane = elementRegistry.find((one) => is(one, "bpmn:Lane"));
    const y = lane ? lane.y + lane.height / 2 : (pool.y || 0) + (pool.height || 200) / 2;
    modeling.createElements(made, { x: right + 100, y }, pool);
    selection.select(made[0]);
    return made[0];
  }

  const mayGoOn = (element) =>
    is(element, "bpmn:FlowNode") && !is(element, "bpmn:EndEvent") && !element.labelTarget;
  const mayRemind = (element) => is(element, "bpmn:Activity") && !getBusinessObject(element).isForCompensation;

  return { append, remind, connect, targets, place, insideOf, shape, mayGoOn, mayRemind };
}

Appending.$inject = ["injector", "elementFactory", "autoPlace", "modeling", "selection", "rules", "elementRegistry", "inserting"];

export default { appending: ["factory", Appending] };
