// Every element as a list in the order of work: the drawing for who does not see it or has no mouse.
import { h } from "../dom.js";
import { kindName } from "../kinds.js";
import { flowNodes, is, isStep, joins, nameOf, spoken, stepLabel } from "../model.js";
import { t } from "../words.js";

export function outline(place, editor) {
  const selection = editor.get("selection");

  // Drawn only while somebody looks at it.
  function draw() {
    if (place.hidden) return;
    const chosen = selection.get()[0];
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.element : undefined;
    const items = inOrder(editor).map((one) => h("li", {}, entry(one, chosen)));
    const lanes = editor.get("elementRegistry").filter((one) => is(one, "bpmn:Lane"));
    place.replaceChildren(
      h("ol", { class: "drawing-list" }, items),
      ...(lanes.length ? [h("h2", {}, t("Các làn", "Lanes")), h("ul", { class: "drawing-list" }, lanes.map((one) => h("li", {}, entry(one, chosen))))] : []),
    );
    if (focused) place.querySelector(`[data-element="${CSS.escape(focused)}"]`)?.focus();
  }

  function entry(element, chosen) {
    const select = () => {
      selection.select(element);
      editor.get("canvas").scrollToElement(element, { top: 60, left: 120, right: 60, bottom: 60 });
    };
    const words = isStep(element) ? stepLabel(element) : nameOf(element) || (joins(element) ? "" : element.id);
    const flows = element.outgoing.filter((flow) => is(flow, "bpmn:SequenceFlow"));
    const parts = [h("b", {}, kindName(element)), " ", words];
    const button = h("button", { type: "button", onclick: select, "data-element": element.id, "aria-current": element === chosen ? "true" : undefined }, parts);
    const ways = flows.map((flow) => h("li", {}, wayEntry(flow, chosen, selection)));
    return h("div", {}, button, ways.length > 1 || is(element, "bpmn:Gateway") ? h("ul", {}, ways) : null);
  }

  editor.on("selection.changed", draw);
  editor.on("commandStack.changed", draw);
  place.addEventListener("shown", draw);
}

function wayEntry(flow, chosen, selection) {
  const to = spoken(flow.target);
  const words = nameOf(flow) ? `${nameOf(flow)} → ${to}` : `→ ${to}`;
  return h("button", { type: "button", onclick: () => selection.select(flow), "data-element": flow.id, "aria-current": flow === chosen ? "true" : undefined }, words);
}

// Breadth first from the starts, then what nothing leads to, from left to right.
function inOrder(editor) {
  const nodes = flowNodes(editor).sort((a, b) => a.x - b.x || a.y - b.y);
  const found = new Set();
  const queue = nodes.filter((one) => is(one, "bpmn:StartEvent"));
  const visit = () => {
    while (queue.length) {
      const one = queue.shift();
      if (found.has(one)) continue;
      found.add(one);
      for (const event of one.attachers || []) queue.push(event);
      for (const flow of one.outgoing) if (is(flow, "bpmn:SequenceFlow")) queue.push(flow.target);
    }
  };
  visit();
  for (const one of nodes) {
    queue.push(one);
    visit();
  }
  return [...found];
}
