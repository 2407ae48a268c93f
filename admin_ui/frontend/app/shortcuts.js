// Small conveniences: print buttons, filters that apply themselves, where typing begins, "/" jumps to the search box.
export function printButtons(page) {
  page.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
}

export function submitOnChange(page) {
  page.addEventListener("change", (event) => {
    if (event.target.matches("select[data-submits]")) event.target.form.requestSubmit();
  });
}

// A page that is nothing but a form begins in its first field.
export function startTyping(page) {
  const form = page.querySelector("form[data-start]");
  form?.querySelector("input:not([type=hidden]):not([disabled]), select, textarea")?.focus({ preventScroll: true });
}

export function slashToSearch(page) {
  page.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const box = page.querySelector("[data-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
  });
}
