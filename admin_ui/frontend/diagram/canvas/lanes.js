// Lanes follow units and posts: a step put into a lane takes its unit and post; a step given others finds their lane.
import CommandInterceptor from "diagram-js/lib/command/CommandInterceptor";
import { facts, getBusinessObject, is, isStep, nameOf, writeFacts } from "../model.js";
import { laneName, whoIsCalled } from "../lane_names.js";

const LATE = 200;

class Lanes extends CommandInterceptor {
  constructor(eventBus, injector, modeling, elementRegistry, choices) {
    super(eventBus);
    const editor = { get: (name) => injector.get(name) };
    let quiet = false;

    this.postExecuted("elements.move", LATE, ({ context }) => context.shapes.forEach((one) => settle(one, context.shapes)));
    this.postExecuted("shape.create", LATE, ({ context }) => settle(context.shape, [context.shape]));

    function settle(element, moved) {
      if (quiet || !isStep(element) || element.labelTarget) return;
      const lane = laneOf(element);
      const who = lane && whoOf(lane, moved);
      const told = facts(element, "tthc:Step");
      if (!who || !told || same(who, told)) return;
      writeFacts(editor, element, "tthc:Step", { unit: who.unit, post: who.post });
    }

    const lanes = () => elementRegistry.filter((one) => is(one, "bpmn:Lane") && !(one.children || []).some((c) => is(c, "bpmn:Lane")));

    function laneOf(element) {
      const x = element.x + element.width / 2;
      const y = element.y + element.height / 2;
      return lanes().find((one) => x >= one.x && x <= one.x + one.width && y >= one.y && y <= one.y + one.height);
    }

    const residents = (lane, without = []) =>
      elementRegistry.filter((one) => is(one, "bpmn:FlowNode") && !one.labelTarget && !without.includes(one) && laneOf(one) === lane);

    // Whose lane it is: by the steps in it, else by its name.
    function whoOf(lane, without = []) {
      const step = residents(lane, without).find((one) => isStep(one) && facts(one, "tthc:Step")?.get("unit"));
      if (step) return whoOfStep(step);
      return whoIsCalled(nameOf(lane), choices);
    }

    // The step's unit or post was changed: its lane follows when it is alone there, else the step goes to theirs.
    function follow(element) {
      const who = whoOfStep(element);
      const here = laneOf(element);
      if (!here || !who.unit || !who.post) return;
      const others = residents(here, [element]).filter(isStep);
      if (others.length && same(whoOf(here, [element]), who)) return;
      const theirs = lanes().find((one) => one !== here && residents(one).some(isStep) && same(whoOf(one), who));
      if (!others.length && !theirs) {
        modeling.updateLabel(here, laneName(who, choices));
        return;
      }
      quiet = true;
      try {
        bring(element, theirs || newLane(who));
        if (!residents(here).length && lanes().length > 1) modeling.removeShape(here);
      } finally {
        quiet = false;
      }
    }

    function newLane(who) {
      const last = lanes().sort((a, b) => a.y - b.y).pop();
      const made = modeling.addLane(last, "bottom");
      modeling.updateLabel(made, laneName(who, choices));
      return made;
    }

    function bring(element, lane) {
      const y = Math.round(lane.y + lane.height / 2 - element.height / 2);
      let x = element.x;
      const taken = () =>
        residents(lane, [element]).some((one) => one.x < x + element.width + 20 && x < one.x + one.width + 20);
      while (taken()) x += 10;
      modeling.moveElements([element], { x: x - element.x, y: y - element.y });
    }

    Object.assign(this, { laneOf, whoOf, follow, residents, nameFor: (who) => laneName(who, choices) });
  }
}

export function whoOfStep(element) {
  const told = facts(element, "tthc:Step");
  return { unit: told?.get("unit") || "", post: told?.get("post") || "" };
}

function same(a, b) {
  const at = (one, name) => (one?.get ? one.get(name) : one?.[name]) || "";
  return at(a, "unit") === at(b, "unit") && at(a, "post") === at(b, "post");
}

Lanes.$inject = ["eventBus", "injector", "modeling", "elementRegistry", "config.choices"];

export default { __init__: ["lanesOfSteps"], lanesOfSteps: ["type", Lanes] };
