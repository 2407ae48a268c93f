// What a new element says from the beginning: a step its number, a wait its message, a timer its duration.
import CommandInterceptor from "diagram-js/lib/command/CommandInterceptor";
import { addFacts, child, definitionsOf, facts, flowNodes, getBusinessObject, is, isStep, writeFacts } from "../model.js";
import { t } from "../words.js";

class NewFacts extends CommandInterceptor {
  constructor(eventBus, injector, modeling, bpmnFactory) {
    super(eventBus);
    const editor = { get: (name) => injector.get(name), getDefinitions: () => injector.get("bpmnjs").getDefinitions() };

    this.postExecute("shape.create", ({ context }) => {
      const element = context.shape;
      if (element.labelTarget) return;
      if (isStep(element)) step(element);
      else if (is(element, "bpmn:ReceiveTask")) wait(element);
      else if (is(element, "bpmn:Event")) timer(element);
    });

    function step(element) {
      const told = facts(element, "tthc:Step");
      if (told?.get("no") && numberUsed(element, told.get("no"))) writeFacts(editor, element, "tthc:Step", { no: next() });
      if (told) return;
      const made = bpmnFactory.create("tthc:Step", { no: next(), limitUnit: "working_hours" });
      made.outcome = [child(editor, made, "tthc:Outcome", { id: "xong", name: t("Hoàn thành", "Done") })];
      addFacts(editor, element, made);
    }

    function wait(element) {
      if (!facts(element, "tthc:Wait")) {
        const given = { kind: "supplement", autoCloseAfter: "15", autoCloseUnit: "working_days" };
        addFacts(editor, element, bpmnFactory.create("tthc:Wait", given));
      }
      const mine = getBusinessObject(element).get("messageRef");
      const shared = mine && flowNodes(editor).some((one) => one !== element && getBusinessObject(one).messageRef === mine);
      if (mine && !shared) return;
      const definitions = definitionsOf(editor);
      const key = getBusinessObject(element).id;
      const message = bpmnFactory.create("bpmn:Message", { id: `msg_${key}`, name: key });
      message.$parent = definitions;
      modeling.updateModdleProperties(element, definitions, { rootElements: withMessage(definitions, message) });
      modeling.updateProperties(element, { messageRef: message });
    }

    function timer(element) {
      const event = (getBusinessObject(element).get("eventDefinitions") || [])[0];
      if (event?.$type !== "bpmn:TimerEventDefinition" || event.timeDuration || event.timeDate || event.timeCycle) return;
      const duration = child(editor, event, "bpmn:FormalExpression", { body: "P1D" });
      modeling.updateModdleProperties(element, event, { timeDuration: duration });
    }

    const numberUsed = (element, no) =>
      flowNodes(editor).some((one) => one !== element && facts(one, "tthc:Step")?.get("no") === no);

    function next() {
      const numbers = flowNodes(editor).map((one) => parseInt(facts(one, "tthc:Step")?.get("no"), 10) || 0);
      return String(Math.max(0, ...numbers) + 1);
    }
  }
}

// Messages stand before the process, as they do in the files the server writes.
function withMessage(definitions, message) {
  const roots = definitions.get("rootElements");
  const at = roots.findIndex((one) => one.$type === "bpmn:Process");
  return at < 0 ? [...roots, message] : [...roots.slice(0, at), message, ...roots.slice(at)];
}

NewFacts.$inject = ["eventBus", "injector", "modeling", "bpmnFactory"];

export default { __init__: ["newFacts"], newFacts: ["type", NewFacts] };
