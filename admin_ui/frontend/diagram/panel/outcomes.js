// The outcomes of a step: each a button for the officer, with a paper it prints, and where it leads in the drawing.
import { h } from "../dom.js";
import { child, facts, getBusinessObject, is, nameOf, spoken, writeFacts } from "../model.js";
import { free, slug } from "../slug.js";
import { t } from "../words.js";
import { choiceField, pressed, section, textField } from "./fields.js";

const TYPE = "tthc:Step";

export function outcomesPart(side, element) {
  const outcomes = facts(element, TYPE)?.get("outcome") || [];
  const replace = (changed) => side.write(() => writeFacts(side.editor, element, TYPE, { outcome: changed }), { redraw: true });
  const add = () => {
    side.write(() => {
      if (!facts(element, TYPE)) writeFacts(side.editor, element, TYPE, {});
      const owner = facts(element, TYPE);
      const id = free("ket_luan", (one) => outcomes.some((other) => other.id === one));
      const made = child(side.editor, owner, "tthc:Outcome", { id, name: "" });
      writeFacts(side.editor, element, TYPE, { outcome: [...outcomes, made] });
    }, { redraw: true });
    const names = document.querySelectorAll('[data-side] [data-field^="ket-luan-"]');
    names[names.length - 1]?.focus();
  };
  const rows = outcomes.map((one, index) => row(side, element, outcomes, one, index, replace));
  const branch = outcomes.length > 1 && !gatewayAfter(element);
  return section(
    t("Kết luận", "Outcomes"),
    h("ul", { class: "drawing-rows" }, rows),
    h(
      "div",
      { class: "drawing-buttons" },
      pressed(t("Thêm kết luận", "Add an outcome"), add),
      branch ? pressed(t("Vẽ rẽ nhánh theo kết luận", "Draw the branch"), () => drawBranch(side, element)) : null,
    ),
  );
}

function row(side, element, outcomes, one, index, replace) {
  const modeling = side.editor.get("modeling");
  const set = (change) => side.write(() => modeling.updateModdleProperties(element, one, change));
  const rename = (name) => side.write(() => renamed(side, element, outcomes, one, name || ""), { redraw: true });
  const leads = leadsTo(element, one);
  return h(
    "li",
    {},
    textField(t(`Kết luận ${index + 1}`, `Outcome ${index + 1}`), one.name, rename, { late: true, name: `ket-luan-${index}` }),
    choiceField(t("In ra", "Prints"), one.produces, side.facts.choices.papers, (produces) => set({ produces }), {
      none: t("– không in –", "– nothing –"),
      name: `in-${index}`,
    }),
    h("p", { class: "small muted" }, leads ? t(`Dẫn tới: ${leads}`, `Leads to: ${leads}`) : t("Chưa có đường nối riêng.", "No flow of its own yet.")),
    outcomes.length > 1 ? pressed(t("Bỏ kết luận này", "Remove"), () => replace(outcomes.filter((other) => other !== one)), "quiet small") : null,
  );
}

// The first name gives the outcome its id; later names keep it, because conditions read it.
function renamed(side, element, outcomes, one, name) {
  const modeling = side.editor.get("modeling");
  const fresh = /^ket_luan(_\d+)?$/.test(one.id) && name && !read(side, element, one);
  const taken = (id) => outcomes.some((other) => other !== one && other.id === id);
  modeling.updateModdleProperties(element, one, fresh ? { name, id: free(slug(name, "ket_luan"), taken) } : { name });
}

const read = (side, element, one) =>
  side.editor.get("elementRegistry").find((flow) => getBusinessObject(flow).conditionExpression?.body?.includes(`${element.id}.outcome = "${one.id}"`));

export function gatewayAfter(element) {
  const targets = element.outgoing.filter((flow) => is(flow, "bpmn:SequenceFlow")).map((flow) => flow.target);
  return targets.length === 1 && is(targets[0], "bpmn:ExclusiveGateway") ? targets[0] : undefined;
}

function leadsTo(element, outcome) {
  const gateway = gatewayAfter(element);
  const flows = gateway ? gateway.outgoing : element.outgoing.filter((flow) => is(flow, "bpmn:SequenceFlow"));
  const test = `${element.id}.outcome = "${outcome.id}"`;
  const chosen = gateway
    ? flows.find((flow) => getBusinessObject(flow).conditionExpression?.body?.includes(test)) || flows.find((flow) => nameOf(flow) === outcome.name)
    : flows[0];
  return chosen && spoken(chosen.target);
}

// Puts a branch behind the step; what followed the step follows the first outcome.
function drawBranch(side, element) {
  const { editor } = side;
  const modeling = editor.get("modeling");
  side.write(() => {
    const old = element.outgoing.filter((flow) => is(flow, "bpmn:SequenceFlow"));
    const goals = old.map((flow) => flow.target);
    modeling.removeElements([...old]);
    const gateway = editor.get("appending").append(element, "exclusive");
    const name = nameOf(element);
    if (name) modeling.updateLabel(gateway, t(`Kết quả ${name.slice(0, 1).toLowerCase()}${name.slice(1)}?`, `Result of “${name}”?`));
    for (const goal of goals) modeling.connect(gateway, goal);
  }, { redraw: true });
}
