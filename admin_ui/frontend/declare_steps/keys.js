// Rows by keyboard: arrows go from row to row, Alt with arrows moves the row, Escape closes the open panel.
export function rowsByKeyboard(page) {
  page.addEventListener("keydown", (event) => {
    if (!event.target.closest?.("[data-steps]")) return;
    if (event.key === "Escape") {
      const cancel = event.target.closest(".panel")?.querySelector(".bar a.quiet");
      if (cancel) cancel.click();
      return;
    }
    const row = event.target.closest("tr[data-row]");
    if (!row || !["ArrowUp", "ArrowDown"].includes(event.key) || event.target.closest("details[open]")) return;
    const up = event.key === "ArrowUp";
    event.preventDefault();
    if (event.altKey) row.querySelector(up ? "[data-up]" : "[data-down]")?.click();
    else neighbour(row, up)?.querySelector("[data-edit]")?.focus();
  });
}

function neighbour(row, up) {
  let other = row;
  do other = up ? other.previousElementSibling : other.nextElementSibling;
  while (other && !other.dataset.row);
  return other;
}
