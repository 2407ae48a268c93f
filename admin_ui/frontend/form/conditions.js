// Shows and hides fields at once, from the same compiled conditions the server decides by.
import { answerOf } from "./answers.js";
import { evaluate } from "../feel/feel.js";

const ROUNDS = 12;

export function followConditions(root) {
  const conditional = [...root.querySelectorAll("[data-hide]")].map((box) => ({
    box,
    tree: JSON.parse(box.dataset.hide),
  }));
  if (!conditional.length) return;
  const boxes = new Map([...root.querySelectorAll("[data-field]")].map((box) => [box.dataset.field, box]));
  const answer = ([name, ...entries]) => answerOf(boxes.get(name), entries);
  // A hidden field takes its marks with it, "required" among them; it answers nothing and sends nothing.
  const decide = ({ box, tree }) => {
    const before = box.hidden;
    box.hidden = evaluate(tree, answer) === true;
    return box.hidden !== before;
  };
  const settle = () => {
    for (let round = 0; round < ROUNDS; round += 1) if (!conditional.map(decide).some(Boolean)) break;
    for (const input of root.querySelectorAll("[data-field] :is(input, select, textarea, button)")) {
      input.disabled = input.closest("[data-field][hidden]") !== null;
    }
  };
  root.addEventListener("input", settle);
  root.addEventListener("change", settle);
  window.addEventListener("pageshow", settle);
  settle();
}
