// A row lights up its shape in the picture, a shape lights up its row; both on hover and on focus.
export function showTogether(page) {
  const tab = page.querySelector("[data-steps]");
  if (!tab) return;
  const light = (key) => {
    for (const lit of tab.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
    if (!key) return;
    tab.querySelector(`tr[data-row="${key}"]`)?.classList.add("is-lit");
    tab.querySelector(`a[data-element="${key}"]`)?.classList.add("is-lit");
  };
  const keyOf = (target) =>
    target.closest?.("tr[data-row]")?.dataset.row ?? target.closest?.("a[data-element]")?.dataset.element;
  tab.addEventListener("mouseover", (event) => light(keyOf(event.target)));
  tab.addEventListener("focusin", (event) => {
    light(keyOf(event.target));
    if (event.target.closest("tr[data-row]")) intoSight(tab);
  });
  const chosen = tab.querySelector("tr.is-chosen");
  if (chosen) {
    light(chosen.dataset.row);
    intoSight(tab);
  }
}

function intoSight(tab) {
  const [frame, shape] = [tab.querySelector("[data-picture]"), tab.querySelector("a.is-lit")];
  if (!frame || !shape) return;
  const [around, here] = [frame.getBoundingClientRect(), shape.getBoundingClientRect()];
  frame.scrollLeft += here.left - around.left - (around.width - here.width) / 2;
  frame.scrollTop += here.top - around.top - (around.height - here.height) / 2;
}
