// The diagram tab of a working copy: the drawing, its side form, the list of elements, the findings, saving.
import { newEditor } from "./canvas/editor.js";
import { onlyForReading } from "./canvas/reading.js";
import { fieldsOf } from "./conditions/names.js";
import { download } from "./dom.js";
import { sidePanel } from "./panel/panel.js";
import { settleTyping } from "./panel/fields.js";
import { t } from "./words.js";
import { findings } from "./work/findings.js";
import { history } from "./work/history.js";
import { notices } from "./work/notices.js";
import { outline } from "./work/outline.js";
import { saving } from "./work/saving.js";
import { tabs } from "./work/tabs.js";
import { toolbar } from "./work/toolbar.js";

const PALETTE = 130;
const MARGIN = 20;
const READABLE = 0.6;

async function begin(place) {
  const facts = JSON.parse(place.querySelector("[data-drawing-facts]").textContent);
  const part = (name) => place.querySelector(`[data-${name}]`);
  facts.fields = (editor, gateway) => fieldsOf(editor, facts.choices, gateway?.incoming[0]?.source);
  place.hidden = false;

  const editor = newEditor(part("canvas"), facts.choices);
  if (!facts.mayEdit) onlyForReading(editor, part("canvas"));
  const say = notices(part("notices"));
  const token = () => document.querySelector('input[name="csrf_token"]').value;
  const xml = async () => (await editor.saveXML({ format: true })).xml;
  const state = (words) => {
    part("state").textContent = words;
  };
  const fail = (error) => say.say("error", error.words || [error.message]);
  const past = history(editor, open);

  const side = sidePanel(part("side"), editor, facts);
  outline(part("outline"), editor);
  tabs(place);
  const keeping = saving(editor, { facts, say, token, xml, opened: open, state });
  const checked = findings(part("findings"), editor, { facts, xml, token, revision: () => facts.revision, apply: corrected, fail });

  const bar = toolbar(place, {
    undo: async () => past.undo(await xml()),
    redo: async () => past.redo(await xml()),
    fit: () => fit(editor, 0),
    larger: () => editor.get("zoomScroll").stepZoom(1),
    smaller: () => editor.get("zoomScroll").stepZoom(-1),
    layout: () => checked.fix("lay_out", ""),
    download: async () => download(facts.file, await xml()),
    wide: () => (document.fullscreenElement ? document.exitFullscreen() : place.requestFullscreen()),
    save: () => keeping.save(),
  });

  async function open(text) {
    const { warnings } = await editor.importXML(text);
    fit(editor);
    side.redraw();
    buttons();
    keeping?.changed();
    checked?.look();
    return warnings;
  }

  async function corrected(text) {
    settleTyping();
    await past.replace(await xml(), text);
  }

  function buttons() {
    bar.enable("undo", past.canUndo());
    bar.enable("redo", past.canRedo());
  }

  editor.on("commandStack.changed", ({ trigger }) => {
    if (trigger !== "clear") past.forgetRedo();
    buttons();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (facts.mayEdit) keeping.save();
  });

  try {
    const { warnings } = await editor.importXML(facts.xml);
    if (warnings.length) say.say("info", [t("Một vài chỗ trong tệp không vẽ được; chúng vẫn được giữ khi lưu.", "Some parts of the file cannot be drawn; saving keeps them.")]);
  } catch (error) {
    say.say("error", [t("Không mở được sơ đồ này trong trình vẽ.", "This diagram cannot be opened in the editor."), error.message]);
    document.querySelector("[data-still]").dataset.needed = "true";
    return;
  }
  document.querySelector("[data-in-words-place]").hidden = false;
  name(part("canvas"));
  fit(editor);
  side.redraw();
  buttons();
  state(t("Đã lưu", "Saved"));
  place.dataset.ready = "true";
  performance.mark("drawing-ready");
  await keeping.restore();
  checked.look();
  const wanted = editor.get("elementRegistry").get(new URLSearchParams(location.search).get("phan_tu"));
  if (wanted) {
    editor.get("selection").select(wanted);
    editor.get("canvas").scrollToElement(wanted);
  }
}

// The drawing right of the palette, not under it: as a whole, but never larger than life or (when opened) unreadable.
function fit(editor, least = READABLE) {
  const canvas = editor.get("canvas");
  canvas.zoom("fit-viewport");
  const { inner, outer } = canvas.viewbox();
  const room = { width: outer.width - PALETTE - MARGIN, height: outer.height - 2 * MARGIN };
  const scale = Math.max(least, Math.min(1, room.width / inner.width, room.height / inner.height));
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({ x: inner.x - PALETTE / scale, y: inner.y - MARGIN / scale, width, height });
}

// The picture is one thing to whoever hears the page; its parts are in the list beside it.
function name(canvas) {
  const drawing = canvas.querySelector("svg");
  drawing.setAttribute("role", "application");
  drawing.setAttribute("aria-label", t("Bản vẽ quy trình; mọi phần tử có trong danh sách bên cạnh", "The drawing; all its elements are in the list beside it"));
}

const place = document.querySelector("[data-drawing]");
if (place) begin(place);
