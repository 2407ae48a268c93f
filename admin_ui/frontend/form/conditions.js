// Shows and hides fields at once, from the same conditions the server decides by.
import { answerOf, partOf } from "./answers.js";
import { evaluate } from "./evaluate.js";

const ROUNDS = 12;

export function followConditions(root) {
  const conditional = [...root.querySelectorAll("[data-hide]")].map((box) => ({
    box,
    tree: JSON.parse(box.dataset.hide),
  }));
  if (!conditional.length) return;
  const boxes = new Map([...root.querySelectorAll("[data-field]")].map((box) => [box.dataset.field, box]));
  const prefix = root.dataset.prefix ?? "";
  const settle = () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      if (!conditional.map((one) => decide(one, boxes, prefix)).some(Boolean)) break;
    }
    for (const input of root.querySelectorAll("[data-field] :is(input, select, textarea, button)")) {
      input.disabled = input.closest("[data-field][hidden]") !== null;
    }
  };
  root.addEventListener("input", settle);
  root.addEventListener("change", settle);
  window.addEventListener("pageshow", settle);
  settle();
}

// Returns whether something changed; what only the server can decide stays as the server left it.
function decide({ box, tree }, boxes, prefix) {
  let hide;
  try {
    hide = evaluate(tree, (path) => look(box, path, boxes, prefix)) === true;
  } catch {
    return false;
  }
  if (box.hidden === hide) return false;
  box.hidden = hide;
  return true;
}

// A name is looked for in the row of the field first, then further out.
function look(box, [key, ...rest], boxes, prefix) {
  let scope = box.dataset.field;
  while (scope.startsWith(prefix)) {
    const cut = scope.lastIndexOf(".");
    scope = cut < prefix.length ? prefix : scope.slice(0, cut + 1);
    const found = boxes.get(scope + key);
    if (found) return rest.length ? partOf(found, rest[0]) : answerOf(found);
    if (scope === prefix) break;
    scope = scope.slice(0, -1);
  }
  throw new Error(`only the server knows ${key}`);
}
