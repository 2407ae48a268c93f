// A flow drawn from a branch behind a step takes the next outcome that leads nowhere yet; the first one is the default.
import CommandInterceptor from "diagram-js/lib/command/CommandInterceptor";
import { facts, formalExpression, getBusinessObject, is, isStep } from "../model.js";

class Branches extends CommandInterceptor {
  constructor(eventBus, injector, modeling) {
    super(eventBus);
    const editor = { get: (name) => injector.get(name) };

    this.postExecute("connection.create", ({ context }) => {
      const flow = context.connection;
      const step = stepBefore(context.source);
      const owner = getBusinessObject(flow);
      if (!is(flow, "bpmn:SequenceFlow") || !step || owner.name || owner.conditionExpression) return;
      const next = open(step, context.source, flow);
      if (!next) return;
      modeling.updateLabel(flow, next.name || next.id);
      if (!getBusinessObject(context.source).get("default")) {
        modeling.updateProperties(context.source, { default: owner });
        return;
      }
      const condition = formalExpression(editor, owner, `${step.id}.outcome = "${next.id}"`);
      modeling.updateProperties(flow, { conditionExpression: condition });
    });
  }
}

// The step whose outcomes a gateway tells apart: its only source.
export function stepBefore(gateway) {
  if (!is(gateway, "bpmn:ExclusiveGateway")) return undefined;
  const sources = [...new Set(gateway.incoming.map((flow) => flow.source))];
  return sources.length === 1 && isStep(sources[0]) ? sources[0] : undefined;
}

function open(step, gateway, flow) {
  const others = gateway.outgoing.filter((one) => one !== flow).map(getBusinessObject);
  const told = others.map((one) => one.conditionExpression?.body || "").join("\n");
  const named = new Set(others.map((one) => one.name));
  const outcomes = facts(step, "tthc:Step")?.get("outcome") || [];
  return outcomes.find((one) => !told.includes(`"${one.id}"`) && !named.has(one.name));
}

Branches.$inject = ["eventBus", "injector", "modeling"];

export default { __init__: ["branches"], branches: ["type", Branches] };
