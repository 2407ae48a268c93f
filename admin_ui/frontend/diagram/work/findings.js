// What the checks say of the drawing as it stands: badges at the elements, a list below, corrections by one click.
import { h, later } from "../dom.js";
import { pressed } from "../panel/fields.js";
import { t } from "../words.js";
import { send } from "./sending.js";

const REST = 900;
const LAYER = "findings";

export function findings(place, editor, { facts, xml, token, revision, apply, fail }) {
  let under;

  async function look() {
    under?.abort();
    const mine = (under = new AbortController());
    try {
      const told = await send(facts.links.check, { xml: await xml(), token: token(), revision: revision(), signal: mine.signal });
      if (under === mine) show(told.findings);
    } catch (error) {
      if (error.name === "AbortError" || under !== mine) return;
      show([{ severity: "error", element: "", place: t("Cả thủ tục", "The whole procedure"), message: error.message, hint: "", code: "" }]);
    }
  }

  function show(found) {
    badges(found);
    const errors = found.filter((one) => one.severity === "error").length;
    const counted = found.length
      ? t(`${errors} lỗi, ${found.length - errors} lưu ý`, `${errors} errors, ${found.length - errors} remarks`)
      : t("Không có lỗi nào.", "Nothing to correct.");
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.finding : undefined;
    place.replaceChildren(h("p", { class: "small", role: "status", "data-findings-count": true }, counted), h("ul", { class: "drawing-findings" }, found.map(line)));
    if (focused) place.querySelector(`[data-finding="${focused}"]`)?.focus();
    place.dataset.shown = "true";
  }

  function line(one, index) {
    const word = one.severity === "error" ? t("Lỗi", "Error") : t("Lưu ý", "Remark");
    const target = editor.get("elementRegistry").get(one.element);
    const select = () => editor.get("selection").select(target) || editor.get("canvas").scrollToElement(target);
    const where = target ? h("button", { type: "button", class: "btn-link", onclick: select, "data-finding": index }, one.place) : h("b", {}, one.place);
    const mend = one.mends && facts.mayEdit ? pressed(t("Sửa giúp", "Correct it"), () => fix(one.code, one.element), "quiet small") : null;
    return h("li", { class: one.severity, "data-code": one.code }, h("span", { class: `tag ${one.severity === "error" ? "late" : "soon"}` }, word), " ", where, " ", one.message, " ", h("span", { class: "muted" }, one.hint), " ", mend);
  }

  function badges(found) {
    const overlays = editor.get("overlays");
    overlays.remove({ type: LAYER });
    for (const [id, some] of grouped(found)) {
      const element = editor.get("elementRegistry").get(id);
      if (!element || !element.parent) continue;
      const errors = some.filter((one) => one.severity === "error").length;
      const words = errors ? t(`${errors} lỗi`, errors === 1 ? "1 error" : `${errors} errors`) : t(`${some.length} lưu ý`, some.length === 1 ? "1 remark" : `${some.length} remarks`);
      const title = some.map((one) => one.message).join("\n");
      const select = () => editor.get("selection").select(element);
      const badge = h("button", { type: "button", class: `drawing-badge ${errors ? "error" : "warning"}`, title, tabindex: "-1", onclick: select }, words);
      const position = element.waypoints ? { top: -12, left: 0 } : { top: -14, left: 4 };
      overlays.add(id, LAYER, { position, html: badge, scale: { min: 0.7, max: 1 } });
    }
  }

  // Asks the server for the corrected drawing and opens it.
  async function fix(code, element) {
    try {
      const told = await send(facts.links.mend, { xml: await xml(), token: token(), revision: revision(), ma: code, phan_tu: element });
      await apply(told.xml);
    } catch (error) {
      fail(error);
    }
  }

  const rest = later(look, REST);
  editor.on("commandStack.changed", () => rest());
  return { look, fix };
}

function grouped(found) {
  const groups = new Map();
  for (const one of found) groups.set(one.element, [...(groups.get(one.element) || []), one]);
  return groups;
}
