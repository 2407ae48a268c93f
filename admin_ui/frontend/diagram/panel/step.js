// A step of the table: number, who does it, how long it may take, its form, what it prints, the cases it belongs to.
import { child, facts, processOf, sheetOf, writeFacts } from "../model.js";
import { t } from "../words.js";
import { choiceField, folded, numberField, section, textField, ticksField } from "./fields.js";
import { unitFields } from "./unit.js";

const TYPE = "tthc:Step";

export function stepPart(side, element) {
  const told = facts(element, TYPE);
  const get = (name) => told?.get(name) ?? undefined;
  const set = (name) => (value) => side.write(() => writeFacts(side.editor, element, TYPE, { [name]: value }));
  const { choices } = side.facts;
  return section(
    t("Ai làm, trong bao lâu", "Who does it, within what time"),
    textField(t("Số thứ tự", "Number"), get("no"), set("no"), { name: "so" }),
    choiceField(t("Loại việc", "Kind of work"), get("kind"), choices.stepKinds, set("kind"), { none: t("– chưa chọn –", "– not chosen –"), name: "loai-viec" }),
    ...whoFields(side, element),
    ...timeFields(side, element, get, set),
    choiceField(t("Biểu mẫu của bước", "Form of the step"), get("form"), formChoices(choices), set("form"), { none: t("– không có –", "– none –"), name: "bieu-mau" }),
    textField(t("Nội dung công việc", "What is done"), get("content"), set("content"), { rows: 3, name: "noi-dung" }),
    moreFields(side, element, told),
    noticeFields(get, set),
  );
}

function noticeFields(get, set) {
  return folded(
    t("Nhắc việc và báo cấp trên", "Reminders and telling upwards"),
    Boolean(get("remindBefore") || get("escalateAfter")),
    numberField(t("Nhắc trước khi hết hạn (giờ làm việc)", "Remind before the limit (working hours)"), get("remindBefore"), set("remindBefore"), {
      name: "nhac-truoc",
      hint: t("Bỏ trống: 4 giờ. Ghi 0 để không nhắc.", "Empty: 4 hours. 0: never."),
    }),
    numberField(t("Quá hạn bao lâu thì báo cấp trên (giờ làm việc)", "Tell upwards after so long overdue (working hours)"), get("escalateAfter"), set("escalateAfter"), {
      name: "bao-sau",
      hint: t("Bỏ trống: 8 giờ. Ghi 0 để không báo.", "Empty: 8 hours. 0: never."),
    }),
  );
}

export const formChoices = (choices) => Object.entries(choices.forms).map(([code, one]) => ({ code, name: one.title || code }));

function whoFields(side, element) {
  const { editor, facts: given } = side;
  const told = facts(element, TYPE);
  const move = (change) =>
    side.write(() => {
      writeFacts(editor, element, TYPE, change);
      editor.get("lanesOfSteps").follow(element);
    }, { redraw: true });
  const kind = (told?.get("unit") || "").split("/")[1];
  const posts = given.choices.posts.map((one) => ({
    ...one,
    group: !kind || one.kinds.includes(kind) ? t("Có ở đơn vị này", "Posts of this unit") : t("Chức danh khác", "Other posts"),
  }));
  posts.sort((a, b) => fits(b, kind) - fits(a, kind));
  return [
    ...unitFields(side, element, told?.get("unit") || "", (unit) => move({ unit })),
    choiceField(t("Chức danh thực hiện", "Post"), told?.get("post"), posts, (post) => move({ post }), { name: "chuc-danh" }),
  ];
}

const fits = (post, kind) => (!kind || post.kinds.includes(kind) ? 1 : 0);

function timeFields(side, element, get, set) {
  const count = get("count") || "counted";
  const group = count.startsWith("shared:") ? count.slice("shared:".length) : "";
  const ways = [
    { code: "counted", name: t("Tính vào thời hạn", "Counts in the term") },
    { code: "excluded", name: t("Không tính vào thời hạn", "Does not count") },
    { code: "office_hours", name: t("Giờ hành chính, không giới hạn", "Office hours, no limit") },
    { code: "shared", name: t("Tính chung với bước khác", "Shared with other steps") },
  ];
  const counted = (way) =>
    side.write(() => writeFacts(side.editor, element, TYPE, { count: way === "shared" ? "shared:G1" : way }), { redraw: true });
  const shared = (name) => set("count")(`shared:${name || "G1"}`);
  const units = [
    { code: "working_hours", name: t("giờ làm việc", "working hours") },
    { code: "working_days", name: t("ngày làm việc", "working days") },
  ];
  return [
    numberField(t("Thời hạn của bước", "Time limit"), get("limit"), set("limit"), { name: "thoi-han" }),
    choiceField(t("Đơn vị thời gian", "Unit of time"), get("limitUnit") || "working_hours", units, set("limitUnit"), { name: "don-vi-thoi-gian" }),
    choiceField(t("Cách tính", "How it counts"), group ? "shared" : count, ways, counted, { name: "cach-tinh" }),
    group ? textField(t("Tên nhóm dùng chung thời gian", "Name of the group"), group, shared, { name: "nhom" }) : null,
  ];
}

function moreFields(side, element, told) {
  const { choices } = side.facts;
  const papers = (told?.get("produces") || []).map((one) => one.form);
  const print = (codes) =>
    side.write(() => {
      if (!facts(element, TYPE)) writeFacts(side.editor, element, TYPE, {});
      const owner = facts(element, TYPE);
      const kept = owner.get("produces") || [];
      const made = codes.map((form) => kept.find((one) => one.form === form) || child(side.editor, owner, "tthc:Produces", { form }));
      writeFacts(side.editor, element, TYPE, { produces: made });
    });
  const words = (name) => (codes) =>
    side.write(() => writeFacts(side.editor, element, TYPE, { [name]: codes.length ? codes.join(" ") : undefined }));
  const listed = (name) => (told?.get(name) || "").split(/\s+/).filter(Boolean);
  const cases = casesOf(side.editor);
  return folded(
    t("Giấy tờ in ra, trường hợp, người thay", "Papers, cases, alternatives"),
    Boolean(papers.length || listed("case").length || listed("alternatives").length),
    ticksField(t("Giấy tờ in ra ở bước này", "Papers printed at this step"), papers, choices.papers, print),
    cases.length ? ticksField(t("Chỉ trong trường hợp (bỏ trống: mọi trường hợp)", "Only in these cases (none: all)"), listed("case"), cases, words("case")) : null,
    ticksField(t("Chức danh làm thay được", "Posts that may stand in"), listed("alternatives"), choices.posts, words("alternatives")),
  );
}

export function casesOf(editor) {
  const sheet = sheetOf(processOf(editor));
  return (sheet?.get("case") || []).map((one) => ({ code: one.id, name: one.name || one.id }));
}
