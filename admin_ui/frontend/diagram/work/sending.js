// Sending the drawing to the server as a file beside the form's own fields; answers are data, failures are words.
import { t } from "../words.js";

export class Refused extends Error {
  constructor(words, more = {}) {
    super(words.join(" "));
    Object.assign(this, { words, ...more });
  }
}

export async function send(address, { xml, revision, token, signal, ...more }) {
  const form = new FormData();
  form.set("csrf_token", token);
  form.set("lan", revision);
  form.set("tep", new Blob([xml], { type: "application/xml" }), "so-do.bpmn");
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  const answer = await reached(address, form, signal);
  if (!answer.headers.get("Content-Type")?.includes("application/json")) throw lost(answer.status);
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.errors || [], { moved: told.moved });
  return told;
}

async function reached(address, form, signal) {
  try {
    return await fetch(address, { method: "POST", body: form, signal, headers: { Accept: "application/json" } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused([t("Không kết nối được máy chủ. Bản vẽ vẫn được giữ trên máy này; hãy thử lại.", "The server cannot be reached. The drawing is kept on this computer; try again.")]);
  }
}

function lost(status) {
  if (status === 413) return new Refused([t("Sơ đồ quá lớn để gửi.", "The drawing is too large to send.")]);
  return new Refused([t("Phiên làm việc đã hết. Tải lại trang và đăng nhập; bản vẽ giữ trên máy này sẽ mở lại.", "Your session has ended. Reload the page and log in; the drawing kept on this computer opens again.")]);
}
