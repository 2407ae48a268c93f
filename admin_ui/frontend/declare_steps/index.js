// The steps tab of a working copy: saves without loading the whole page, rows by keyboard, rows and shapes together.
import { swapInPlace } from "./swap.js";
import { rowsByKeyboard } from "./keys.js";
import { showTogether } from "./together.js";
import { dependentFields } from "./fields.js";
import { tickRanges } from "./ticks.js";

const prepare = (page) => {
  dependentFields(page);
  showTogether(page);
};
rowsByKeyboard(document);
tickRanges(document);
swapInPlace(document, prepare);
prepare(document);
