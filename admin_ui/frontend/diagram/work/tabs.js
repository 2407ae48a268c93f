// The two views beside the drawing: the form of the selected element, and the list of all elements.
export function tabs(place) {
  const list = [...place.querySelectorAll("[role=tab]")];
  const choose = (chosen) => {
    for (const tab of list) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      const view = document.getElementById(tab.getAttribute("aria-controls"));
      view.hidden = !on;
      if (on) view.dispatchEvent(new Event("shown"));
    }
  };
  for (const [index, tab] of list.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = list[(index + step + list.length) % list.length];
      choose(next);
      next.focus();
    });
  }
  choose(list[0]);
}
