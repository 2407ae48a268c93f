// Messages above the drawing, each with what can be done about it.
import { h } from "../dom.js";
import { pressed } from "../panel/fields.js";

export function notices(place) {
  return {
    say(kind, words, acts = []) {
      const buttons = acts.map(([label, act, style]) => pressed(label, act, style || "quiet small"));
      const text = h("div", {}, words.map((one) => h("p", {}, one)), buttons.length ? h("div", { class: "drawing-buttons" }, buttons) : null);
      place.replaceChildren(h("div", { class: `notice ${kind}`, role: kind === "error" ? "alert" : "status" }, text));
    },
    clear: () => place.replaceChildren(),
  };
}
