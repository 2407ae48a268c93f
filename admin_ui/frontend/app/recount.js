// The reception page works papers, fees and the due date out again while the clerk types, without losing anything
// typed or any file chosen: the server draws the page anew, and only the parts that follow from the answers are taken.
const PAUSE = 400;
const BUTTON = "tinh";

export function recountWhileTyping(page) {
  const form = page.querySelector("form[data-recount]");
  if (!form) return;
  let timer;
  let asked;

  const recount = async () => {
    clearTimeout(timer);
    asked?.abort();
    asked = new AbortController();
    const answer = await fetch(form.action, { method: "POST", body: answers(form), signal: asked.signal }).catch(() => null);
    if (!answer?.ok) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of page.querySelectorAll("[data-part]")) take(part, drawn.querySelector(`[data-part="${part.dataset.part}"]`));
    fillIn(form, drawn);
  };
  form.addEventListener("change", ({ target }) => {
    if (target.type === "file") return tick(target);
    if (target.name === "papers" || target.name === "outcome") return;
    clearTimeout(timer);
    timer = setTimeout(recount, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== BUTTON) return;
    event.preventDefault();
    recount();
  });
}

function answers(form) {
  const sent = new URLSearchParams([[BUTTON, "1"]]);
  for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
  return sent;
}

// Rows that stay keep their ticks and chosen files; a part without keyed rows is replaced whole.
function take(part, drawn) {
  if (!drawn) return;
  const here = new Map([...part.querySelectorAll(":scope > [data-key]")].map((row) => [row.dataset.key, row]));
  const open = part.querySelector("details")?.open;
  part.replaceChildren(...[...drawn.children].map((row) => here.get(row.dataset.key) ?? row));
  if (open) part.querySelector("details").open = true;
}

// What the answers already say is written into fields still empty; nothing typed is touched.
function fillIn(form, drawn) {
  for (const field of form.querySelectorAll("input[id]:is([type=text], :not([type])), textarea[id]")) {
    const known = drawn.getElementById(field.id);
    if (!field.value && known?.value && field !== document.activeElement) field.value = known.value;
  }
}

// A paper whose scan was chosen has been received.
function tick(input) {
  const box = input.files.length && input.closest("li")?.querySelector("input[type=checkbox]");
  if (box) box.checked = true;
}
