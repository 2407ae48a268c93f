// Shift with a click ticks all rows from the last one ticked.
export function tickRanges(page) {
  let last = null;
  page.addEventListener("click", (event) => {
    if (!event.target.matches?.("[data-steps] input[name=chon]")) return;
    const boxes = [...page.querySelectorAll("[data-steps] input[name=chon]")];
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(event.target)];
    if (event.shiftKey && from >= 0) {
      for (const box of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) box.checked = event.target.checked;
    }
    last = event.target;
  });
}
