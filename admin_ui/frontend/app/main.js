// The script of every page. It only makes things nicer: all of them work without it.
import { guardDoubleSubmit } from "./submit.js";
import { closeMenus } from "./menus.js";
import { focusErrorSummary } from "./errors.js";
import { foldOnTelephones } from "./folding.js";
import { showWhereItStands } from "./diagrams.js";
import { recountWhileTyping } from "./recount.js";
import { printButtons, startTyping, submitOnChange, slashToSearch } from "./shortcuts.js";
import { enhanceForms } from "../form/index.js";

document.documentElement.classList.add("js");
const enhancements = [
  foldOnTelephones,
  guardDoubleSubmit,
  closeMenus,
  enhanceForms,
  recountWhileTyping,
  focusErrorSummary,
  printButtons,
  submitOnChange,
  slashToSearch,
  showWhereItStands,
  startTyping,
];
for (const enhance of enhancements) enhance(document);
