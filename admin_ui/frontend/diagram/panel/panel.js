// The side form: for the selected element, the parts that belong to it; written at once, undone like any other change.
import { h } from "../dom.js";
import { is, nameOf } from "../model.js";
import { GATEWAYS, isTimer, kindName, kindOf, kindOfElement, TASKS } from "../kinds.js";
import { t } from "../words.js";
import { actsPart } from "./acts.js";
import { connectorPart, rulePart } from "./connector.js";
import { endPart } from "./end.js";
import { choiceField, pressed, section, textField } from "./fields.js";
import { flowPart } from "./flow.js";
import { gatewayPart } from "./gateway.js";
import { idPart } from "./ids.js";
import { lanePart, processPart } from "./lane.js";
import { loopPart } from "./loop.js";
import { outcomesPart } from "./outcomes.js";
import { stepPart } from "./step.js";
import { timerPart } from "./timer.js";
import { waitPart } from "./wait.js";

export function sidePanel(place, editor, facts) {
  const together = editor.get("together");
  const selection = editor.get("selection");
  let writing = false;
  let drawnFor;

  const side = { editor, facts, write, redraw, together };

  // Runs a change of the form as one step of the history; the form itself is not drawn anew while somebody types.
  function write(act, { redraw: again = false } = {}) {
    writing = true;
    try {
      together(act);
    } finally {
      writing = false;
    }
    if (again) redraw();
  }

  function current() {
    const chosen = selection.get();
    const element = chosen.length === 1 ? chosen[0] : undefined;
    return element?.labelTarget || element;
  }

  function redraw() {
    const element = current();
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.field : undefined;
    const same = drawnFor === (element?.id ?? "");
    const scrolled = place.scrollTop;
    drawnFor = element?.id ?? "";
    place.replaceChildren(...drawn(element));
    if (same) place.scrollTop = scrolled;
    if (focused && same) place.querySelector(`[data-field="${focused}"]`)?.focus();
  }

  function drawn(element) {
    if (selection.get().length > 1) return [several(selection.get())];
    if (!element || is(element, "bpmn:Participant") || !element.parent) return [processPart(side)];
    const parts = partsOf(element).filter(Boolean);
    if (facts.mayEdit) return parts;
    return [h("fieldset", { disabled: true, class: "drawing-readonly" }, ...parts)];
  }

  function several(chosen) {
    const gone = () => editor.get("modeling").removeElements([...chosen]);
    return section(t(`Đang chọn ${chosen.length} phần tử`, `${chosen.length} elements selected`), pressed(t("Xóa", "Delete"), gone, "danger small"));
  }

  function partsOf(element) {
    const node = is(element, "bpmn:FlowNode");
    return [
      headPart(element),
      is(element, "bpmn:UserTask") && stepPart(side, element),
      is(element, "bpmn:UserTask") && outcomesPart(side, element),
      is(element, "bpmn:UserTask") && loopPart(side, element),
      is(element, "bpmn:ReceiveTask") && waitPart(side, element),
      is(element, "bpmn:ServiceTask") && connectorPart(side, element),
      is(element, "bpmn:BusinessRuleTask") && rulePart(side, element),
      is(element, "bpmn:Gateway") && gatewayPart(side, element),
      is(element, "bpmn:EndEvent") && endPart(side, element),
      isTimer(element) && timerPart(side, element),
      is(element, "bpmn:SequenceFlow") && flowPart(side, element),
      is(element, "bpmn:Lane") && lanePart(side, element),
      (node || is(element, "bpmn:SequenceFlow")) && facts.mayEdit && actsPart(side, element),
      node && idPart(side, element),
    ];
  }

  function headPart(element) {
    const step = is(element, "bpmn:Activity");
    const rename = (name) => write(() => editor.get("modeling").updateLabel(element, name || ""));
    const words = is(element, "bpmn:Gateway") ? t("Câu hỏi", "Question") : t("Tên", "Name");
    const name = textField(words, nameOf(element), rename, { late: true, name: "ten", rows: step ? 2 : undefined });
    return section(kindName(element), is(element, "bpmn:Lane") ? null : name, kindField(element));
  }

  // A task may become another kind of task, a gateway another kind of gateway.
  function kindField(element) {
    const code = kindOfElement(element)?.code;
    const group = [TASKS, GATEWAYS].find((one) => one.includes(code));
    if (!group) return null;
    const choices = group.map((one) => ({ code: one, name: kindOf(one).name }));
    const change = (wanted) => {
      const made = editor.get("bpmnReplace").replaceElement(element, { type: kindOf(wanted).type });
      selection.select(made);
    };
    return choiceField(t("Loại", "Kind"), code, choices, change, { name: "loai" });
  }

  editor.on("selection.changed", redraw);
  editor.on("commandStack.changed", () => {
    if (!writing) redraw();
  });
  return { redraw, current, focusName: () => place.querySelector('[data-field="ten"]')?.focus() };
}
