// The sample run of an automatic step: the drawing as it stands goes to the server, which asks the emulator.
import { h } from "../dom.js";
import { t } from "../words.js";
import { send } from "../work/sending.js";
import { pressed, settleTyping } from "./fields.js";

export function samplePart(side, element) {
  if (!side.facts.links.sample) return null;
  const place = h("div", { role: "status", "data-sample": true });
  const run = async () => {
    settleTyping();
    place.replaceChildren(h("p", { class: "muted" }, t("Đang chạy thử…", "Running…")));
    try {
      const { xml } = await side.editor.saveXML({ format: true });
      const token = document.querySelector('input[name="csrf_token"]').value;
      show(place, await send(side.facts.links.sample, { xml, token, revision: side.facts.revision, phan_tu: element.id }));
    } catch (error) {
      place.replaceChildren(h("p", { class: "field-error" }, error.message));
    }
  };
  const hint = t("Gửi tới hệ thống mô phỏng, không tới đối tác thật; không hồ sơ nào thay đổi.", "Goes to the emulator, never to the real partner; no dossier changes.");
  return h("div", { class: "field" }, pressed(t("Chạy thử với dữ liệu mẫu", "Sample run"), run, "quiet small", { "data-field": "chay-mau" }), h("p", { class: "form-text" }, hint), place);
}

function show(place, told) {
  const failed = told.wrong || (told.refused && `${t("Đối tác từ chối", "The partner refuses")}: ${told.refused}`);
  const parts = [
    [t("Đã gửi", "Sent"), told.sent],
    [t("Đã nhận", "Received"), told.received],
    [t("Bước giữ lại", "The step keeps"), told.results],
  ];
  const emulated = told.emulated
    ? t("Trả lời của hệ thống mô phỏng; thông tin riêng tư được che.", "The emulator answered; private values are covered.")
    : t("Không có hệ thống mô phỏng: trả lời là ví dụ của kết nối.", "There is no emulator: the answer is the connector's example.");
  place.replaceChildren(
    h("p", { class: "form-text" }, emulated),
    ...(failed ? [h("p", { class: "field-error" }, failed)] : []),
    ...parts.flatMap(([title, lines]) => [h("p", { class: "form-label" }, title), listed(lines)]),
  );
}

function listed(lines) {
  if (!lines.length) return h("p", { class: "muted" }, t("Không có gì.", "Nothing."));
  return h("dl", { class: "sample-lines" }, lines.flatMap(([title, value]) => [h("dt", {}, title), h("dd", {}, value)]));
}
