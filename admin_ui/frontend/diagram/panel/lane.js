// A lane is a unit and a post: choosing them sets them for every step in it. The procedure itself links to its sheet.
import { h } from "../dom.js";
import { is, isStep, nameOf, processOf, writeFacts } from "../model.js";
import { t } from "../words.js";
import { choiceField, pressed, section, textField } from "./fields.js";
import { unitFields } from "./unit.js";

export function lanePart(side, element) {
  const { editor } = side;
  const lanes = editor.get("lanesOfSteps");
  const who = lanes.whoOf(element) || { unit: "", post: "" };
  const set = (change) => {
    const now = { ...who, ...change };
    side.write(() => {
      for (const step of lanes.residents(element).filter(isStep)) writeFacts(editor, step, "tthc:Step", { unit: now.unit, post: now.post });
      editor.get("modeling").updateLabel(element, lanes.nameFor({ unit: now.unit || "", post: now.post || "" }));
    }, { redraw: true });
  };
  const rename = (name) => side.write(() => editor.get("modeling").updateLabel(element, name || ""));
  const add = (where) => () => editor.get("modeling").addLane(element, where);
  return section(
    t("Đơn vị và chức danh của làn", "Unit and post of the lane"),
    h("p", { class: "form-text" }, t("Chọn ở đây là đặt cho mọi bước trong làn.", "What is chosen here is set for every step in the lane.")),
    ...unitFields(side, element, who.unit, (unit) => set({ unit })),
    choiceField(t("Chức danh", "Post"), who.post, side.facts.choices.posts, (post) => set({ post }), { name: "chuc-danh" }),
    textField(t("Tên làn", "Name of the lane"), nameOf(element), rename, { late: true, name: "ten-lan" }),
    h(
      "div",
      { class: "drawing-buttons" },
      pressed(t("Thêm làn phía trên", "Add a lane above"), add("top")),
      pressed(t("Thêm làn phía dưới", "Add a lane below"), add("bottom")),
      pressed(t("Xóa làn", "Delete the lane"), () => editor.get("modeling").removeElements([element]), "danger small"),
    ),
  );
}

export function processPart(side) {
  const { editor, facts } = side;
  const pool = editor.get("elementRegistry").find((one) => is(one, "bpmn:Participant"));
  const name = pool ? nameOf(pool) : processOf(editor)?.name || "";
  return section(
    t("Cả thủ tục", "The whole procedure"),
    h("p", {}, name),
    h("p", { class: "small muted" }, t("Chọn một phần tử trên hình hoặc trong danh sách để khai báo.", "Select an element in the drawing or in the list to declare it.")),
    facts.links.sheet ? h("p", {}, h("a", { href: facts.links.sheet }, t("Thông tin chung, thời hạn, căn cứ của thủ tục", "Sheet, term and legal basis"))) : null,
    pool && facts.mayEdit && pressed(t("Thêm làn", "Add a lane"), () => editor.get("modeling").addLane(pool, "bottom")),
  );
}
