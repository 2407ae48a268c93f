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
  builder.setAttribute("aria-busy", "true");
  const drawn = await draw(builder, act);
  builder.removeAttribute("aria-busy");
  if (!drawn) return;
  builder.replaceWith(drawn);
  goOn(drawn, act, focus);
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
