// Putting an element into what is drawn already: between two others, or as a join in front of one; the rest makes room.
import CommandInterceptor from "diagram-js/lib/command/CommandInterceptor";
import { selfAndAllChildren } from "diagram-js/lib/util/Elements";
import { is } from "../model.js";

const BETWEEN = 50;
const ABOVE = 24;

class Inserting extends CommandInterceptor {
  constructor(eventBus, injector, elementFactory, modeling, canvas, together) {
    super(eventBus);
    let many = 0;

    this.preExecute("elements.create", () => {
      many += 1;
    });
    this.postExecuted("elements.create", () => {
      many -= 1;
    });
    this.postExecute("connection.create", ({ context }) => {
      const { connection, target } = context;
      if (many || !is(connection, "bpmn:SequenceFlow")) return;
      if (!is(target, "bpmn:Activity")) {
        over(connection);
        return;
      }
      meet(connection, target);
    });

    function meet(connection, target) {
      const others = flowsInto(target).filter((one) => one !== connection);
      if (!others.length) {
        over(connection);
        return;
      }
      const join = others.length === 1 && joining(others[0].source) ? others[0].source : undefined;
      if (join) leadTo(connection, join);
      else joinBefore(target, others.length === 1 ? others[0] : undefined);
    }

    const joining = (element) => is(element, "bpmn:ExclusiveGateway") && flowsOut(element).length === 1;

    const flowsInto = (element) => element.incoming.filter((one) => is(one, "bpmn:SequenceFlow"));
    const flowsOut = (element) => element.outgoing.filter((one) => is(one, "bpmn:SequenceFlow"));

    // Moves everything from `x` on to the right by `width`; pools and lanes grow.
    function makeRoom(x, width, element) {
      const pool = poolOf(element);
      const all = selfAndAllChildren(pool || canvas.getRootElement());
      const space = injector.get("spaceTool");
      const { movingShapes, resizingShapes } = space.calculateAdjustments(all, "x", width, x);
      space.makeSpace(movingShapes, resizingShapes, { x: width, y: 0 }, "e", x);
    }

    function poolOf(element) {
      let one = element;
      while (one && !is(one, "bpmn:Participant")) one = one.parent;
      return one;
    }

    // The flow on which something appended to `element` belongs: its only way on, when that leads to the right.
    function wayOn(element) {
      const flows = flowsOut(element);
      const only = flows.length === 1 && !is(element, "bpmn:Gateway") ? flows[0] : undefined;
      return only && only.target.x >= element.x + element.width && only.target.parent === element.parent ? only : undefined;
    }

    function insertOn(flow, shape) {
      const { source } = flow;
      const start = source.x + source.width;
      const wanted = shape.width + 2 * BETWEEN;
      together(() => {
        const room = flow.target.x - start;
        if (room < wanted) makeRoom(start + Math.min(room, BETWEEN) / 2, wanted - room, source);
        const at = { x: start + BETWEEN + shape.width / 2, y: source.y + source.height / 2 };
        modeling.createShape(shape, at, source.parent);
        modeling.reconnectStart(flow, shape, { x: at.x + shape.width / 2, y: at.y });
        modeling.connect(source, shape);
        modeling.layoutConnection(flow);
      });
      return shape;
    }

    // Several ways meet in a gateway of their own, so that the drawing says where they come together.
    function joinBefore(target, first) {
      const gateway = elementFactory.createShape({ type: "bpmn:ExclusiveGateway" });
      const before = first ? first.source.x + first.source.width : -Infinity;
      const free = target.x - before;
      const wanted = gateway.width + 2 * BETWEEN;
      if (free < wanted) makeRoom(target.x - Math.min(Math.max(free, 2), BETWEEN) / 2, wanted - free, target);
      const at = { x: target.x - BETWEEN - gateway.width / 2, y: target.y + target.height / 2 };
      modeling.createShape(gateway, at, target.parent);
      for (const flow of flowsInto(target)) leadTo(flow, gateway);
      modeling.connect(gateway, target);
    }

    function leadTo(flow, gateway) {
      modeling.reconnectEnd(flow, gateway, { x: gateway.x + gateway.width / 2, y: gateway.y + gateway.height / 2 });
      modeling.layoutConnection(flow);
      over(flow);
    }

    // A flow that goes back runs above what it passes, never through it.
    function over(flow) {
      const { source, target } = flow;
      if (target.x + target.width > source.x) return;
      const passed = (one) =>
        is(one, "bpmn:FlowNode") && !one.labelTarget && one.x < source.x + source.width && one.x + one.width > target.x;
      const [low, high] = [Math.min(source.y, target.y), Math.max(source.y + source.height, target.y + target.height)];
      const tops = source.parent.children.filter((one) => passed(one) && one.y < high && one.y + one.height > low).map((one) => one.y);
      const y = Math.min(source.y, target.y, ...tops) - ABOVE;
      const [from, to] = [source.x + source.width / 2, target.x + target.width / 2];
      const corners = [
        { x: from, y: source.y },
        { x: from, y },
        { x: to, y },
        { x: to, y: target.y },
      ];
      modeling.updateWaypoints(flow, corners);
    }

    Object.assign(this, { wayOn, insertOn });
  }
}

Inserting.$inject = ["eventBus", "injector", "elementFactory", "modeling", "canvas", "together"];

export default { __init__: ["inserting"], inserting: ["type", Inserting] };
