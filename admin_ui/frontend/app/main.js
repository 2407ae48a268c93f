// The script of every page. It only makes things nicer: all of them work without it.
import { guardDoubleSubmit } from "./submit.js";
import { closeMenus } from "./menus.js";
import { focusErrorSummary } from "./errors.js";
import { printButtons, submitOnChange, slashToSearch } from "./shortcuts.js";

document.documentElement.classList.add("js");
for (const enhance of [guardDoubleSubmit, closeMenus, focusErrorSummary, printButtons, submitOnChange, slashToSearch]) {
  enhance(document);
}
