// An element gets its id from its first name, so that conditions can be read; ids once used for anything never return.
import CommandInterceptor from "diagram-js/lib/command/CommandInterceptor";
import { getBusinessObject, is } from "../model.js";
import { free, slug } from "../slug.js";

const GENERATED = /^[A-Z][A-Za-z]*_[0-9a-z]{7}$/;
const NAMING = ["element.updateLabel", "element.updateProperties"];

class SpeakingIds extends CommandInterceptor {
  constructor(eventBus, modeling, moddle, elementRegistry, choices) {
    super(eventBus);
    const gone = new Set([...choices.retired, ...choices.reserved]);
    const taken = (id) => gone.has(id) || Boolean(moddle.ids.assigned(id));

    this.postExecuted(NAMING, ({ context }) => {
      const element = context.element.labelTarget || context.element;
      const name = getBusinessObject(element).get?.("name");
      if (!name || !is(element, "bpmn:FlowNode") || !GENERATED.test(element.id)) return;
      this.rename(element, free(slug(name, "buoc"), taken));
    });

    this.taken = taken;
    this.generated = (id) => GENERATED.test(id);

    // Gives another id and carries it into every expression that reads the old one, and into the message of a wait.
    this.rename = (element, id) => {
      const old = element.id;
      modeling.updateProperties(element, { id });
      const message = getBusinessObject(element).get("messageRef");
      if (message?.name === old) modeling.updateModdleProperties(element, message, { id: `msg_${id}`, name: id });
      const reads = new RegExp(`(?<![\\w.])${old}(?=\\.)`, "g");
      for (const flow of elementRegistry.filter((one) => is(one, "bpmn:SequenceFlow") && !one.labelTarget)) {
        const condition = getBusinessObject(flow).conditionExpression;
        if (!condition?.body?.match(reads)) continue;
        modeling.updateModdleProperties(flow, condition, { body: condition.body.replace(reads, id) });
      }
      for (const task of elementRegistry.filter((one) => is(one, "bpmn:Activity") && !one.labelTarget)) {
        const loop = getBusinessObject(task).loopCharacteristics;
        for (const part of ["loopCardinality", "completionCondition"]) {
          const said = loop?.get(part);
          if (said?.body?.match(reads)) modeling.updateModdleProperties(task, said, { body: said.body.replace(reads, id) });
        }
      }
    };
  }
}

SpeakingIds.$inject = ["eventBus", "modeling", "moddle", "elementRegistry", "config.choices"];

export default { __init__: ["speakingIds"], speakingIds: ["type", SpeakingIds] };
