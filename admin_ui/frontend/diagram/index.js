// The diagram tab of a working copy.
import { newEditor } from "./canvas/editor.js";

const place = document.querySelector("[data-drawing]");
if (place) newEditor(place, {});
