// Condition builders without whole page loads: a changed row or a pressed button is sent to the page itself, which draws
// everything as typed; only the builder is taken out of the answer. Without this script the same buttons load the page.
const BUILDER = "[data-conditions]";

document.addEventListener("change", ({ target }) => {
  if (!target.matches(`${BUILDER} [data-redraw]`)) return;
  redraw(target.closest(BUILDER), "show", target.id || target.name);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(`${BUILDER} button[name$=".act"]`);
  if (!button) return;
  event.preventDefault();
  redraw(button.closest(BUILDER), button.value, null);
});

async function redraw(builder, act, focus) {
  const form = builder.closest("form");
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
  sent.append(`${builder.dataset.conditions}.act`, act);
  builder.setAttribute("aria-busy", "true");
  const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body: sent }).catch(() => null);
  builder.removeAttribute("aria-busy");
  if (!answer?.ok) return;
  const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(builder.id);
  if (!drawn) return;
  builder.replaceWith(drawn);
  goOn(drawn, act, focus);
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
