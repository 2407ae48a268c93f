// Condition builders without whole page loads: a changed row or a pressed button is sent to the page itself, which draws
// everything as typed; only the builder is taken out of the answer. Without this script the same buttons load the page.
const BUILDER = "[data-conditions]";

document.addEventListener("change", ({ target }) => {
  if (target.matches(`${BUILDER} [data-redraw]`)) redraw(target.closest(BUILDER), "show", target.id || target.name);
  else if (target.closest(`${BUILDER} .cond-row, ${BUILDER} .joint`)) retell(target.closest(BUILDER));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(`${BUILDER} button[name$=".act"]`);
  if (!button) return;
  event.preventDefault();
  redraw(button.closest(BUILDER), button.value, null);
});

async function redraw(builder, act, focus) {
  const before = typed(builder);
  builder.setAttribute("aria-busy", "true");
  const drawn = await draw(builder, act);
  builder.removeAttribute("aria-busy");
  if (!drawn || !builder.isConnected) return;
  const here = builder.contains(document.activeElement) ? document.activeElement.name : "";
  const more = keepTyped(builder, before, drawn);
  builder.replaceWith(drawn);
  if (more) retell(drawn);
  const cell = here && !here.endsWith(".act") && drawn.querySelector(`[name="${CSS.escape(here)}"]`);
  if (cell) cell.focus();
  else goOn(drawn, act, focus);
}

function typed(builder) {
  return new Map([...builder.querySelectorAll("input[name], textarea[name]")].map((cell) => [cell.name, cell.value]));
}

// What was typed while the answer was on its way goes on standing in its cell.
function keepTyped(builder, before, drawn) {
  let kept = false;
  for (const [name, value] of typed(builder)) {
    const cell = before.get(name) === value ? null : drawn.querySelector(`[name="${CSS.escape(name)}"]`);
    if (!cell || cell.type === "checkbox" || cell.type === "hidden") continue;
    cell.value = value;
    kept = true;
  }
  return kept;
}

// A value was typed: only the sentence is told anew, so that the keyboard stays where it is.
async function retell(builder) {
  const drawn = await draw(builder, "show");
  const here = builder.querySelector(".as-sentence");
  if (drawn && here) here.replaceWith(drawn.querySelector(".as-sentence"));
}

async function draw(builder, act) {
  const form = builder.closest("form");
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
  sent.append(`${builder.dataset.conditions}.act`, act);
  const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body: sent }).catch(() => null);
  if (!answer?.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(builder.id);
}

// The keyboard goes on where it was, or in the row that is new.
function goOn(builder, act, focus) {
  const rows = builder.querySelectorAll(".cond-row");
  const target =
    (focus && [...builder.querySelectorAll("select")].find((one) => one.id === focus || one.name === focus)) ||
    (act.startsWith("add") || act === "group" ? rows[rows.length - 1]?.querySelector("select") : null) ||
    builder.querySelector(act === "feel" ? "textarea" : "button, select");
  target?.focus();
}
