// After a refused form, reading starts at the list of errors; a link in it also moves the cursor into the field.
export function focusErrorSummary(page) {
  const summary = page.querySelector(".error-summary");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && page.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const control = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea");
    (field.closest(".field, fieldset") ?? field).scrollIntoView({ block: "start" });
    (control ?? field).focus({ preventScroll: true });
  });
}
