// A <details data-menu> behaves like a menu: Escape or a click elsewhere closes it.
export function closeMenus(page) {
  const close = (except) => {
    for (const menu of page.querySelectorAll("details[data-menu][open]")) {
      if (!except || !menu.contains(except)) menu.open = false;
    }
  };
  page.addEventListener("click", (event) => close(event.target));
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = page.querySelector("details[data-menu][open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}
