// Saving, keeping what is not saved, and being told when somebody else saved first.
import { download, later } from "../dom.js";
import { settleTyping } from "../panel/fields.js";
import { t } from "../words.js";
import { clockTime, keeper } from "./keeping.js";
import { send } from "./sending.js";

const REST = 400;

export function saving(editor, { facts, say, token, xml, opened, state }) {
  const kept = keeper(facts);
  let dirty = false;
  let saved = Promise.resolve();
  let drawn = 0;

  const keepNow = async () => {
    if (!dirty) return;
    if (!kept.keep(await xml(), facts.revision)) state(t("Chưa lưu; máy này không giữ được bản nháp.", "Not saved; this computer cannot keep a draft."));
  };
  const keep = later(keepNow, REST);

  function changed() {
    drawn += 1;
    dirty = true;
    state(t("Có thay đổi chưa lưu", "Unsaved changes"));
    keep();
  }

  async function save() {
    settleTyping();
    if (!dirty) return state(t("Không có gì thay đổi", "Nothing has changed"));
    const mark = drawn;
    state(t("Đang lưu…", "Saving…"));
    try {
      await keepNow();
      const told = await send(facts.links.save, { xml: await xml(), token: token(), revision: facts.revision });
      facts.revision = told.revision;
      for (const input of document.querySelectorAll('input[name="lan"]')) input.value = told.revision;
      if (drawn === mark) {
        dirty = false;
        keep.stop();
        kept.forget();
        say.clear();
        state(t(`Đã lưu lúc ${told.saved}`, `Saved at ${told.saved}`));
      } else keep();
      await refreshHead();
    } catch (error) {
      if (error.moved) conflict(error.words);
      else say.say("error", error.words || [error.message]);
      state(t("Chưa lưu được", "Not saved"));
    }
  }

  function conflict(words) {
    const mine = async () => download(facts.file, await xml());
    const theirs = async () => {
      kept.putAside(await xml());
      kept.forget();
      leave();
    };
    say.say("error", [...words, t("Bản vẽ của anh/chị vẫn còn nguyên ở đây.", "Your drawing is still here, as it is.")], [
      [t("Tải bản vẽ của tôi (.bpmn)", "Download my drawing (.bpmn)"), mine],
      [t("Cất bản vẽ của tôi, mở bản mới", "Put mine aside, open the new state"), theirs],
    ]);
  }

  function leave() {
    dirty = false;
    keep.stop();
    location.reload();
  }

  // What was kept here and not saved: opened again when nobody saved since, else offered.
  async function restore() {
    offerAside();
    const draft = kept.read();
    if (!draft || !facts.mayEdit) return;
    if (draft.xml === facts.xml) return kept.forget();
    const drop = () => {
      kept.forget();
      leave();
    };
    const since = clockTime(draft.at);
    if (draft.revision === facts.revision) {
      await opened(draft.xml);
      changed();
      say.say("info", [t(`Đã mở lại bản vẽ chưa lưu lúc ${since}.`, `The drawing of ${since}, which was not saved, is open again.`)], [[t("Bỏ bản này, dùng bản đã lưu", "Drop it, use the saved state"), drop]]);
      return;
    }
    const look = async () => download(facts.file, draft.xml);
    const put = () => {
      kept.putAside(draft.xml);
      drop();
    };
    say.say("info", [
      t(`Trên máy này còn bản vẽ chưa lưu lúc ${since}, làm từ lần lưu số ${draft.revision}; nay đã có lần lưu số ${facts.revision}.`, `This computer keeps a drawing of ${since} made on save ${draft.revision}; the copy is now at save ${facts.revision}.`),
    ], [[t("Tải bản vẽ đó (.bpmn)", "Download it (.bpmn)"), look], [t("Cất riêng", "Put it aside"), put]]);
  }

  function offerAside() {
    const aside = kept.readAside();
    if (!aside) return;
    const forget = () => {
      kept.forgetAside();
      say.clear();
    };
    say.say("info", [t(`Một bản vẽ cất riêng lúc ${clockTime(aside.at)} vẫn ở trên máy này.`, `A drawing put aside at ${clockTime(aside.at)} is kept on this computer.`)], [
      [t("Tải về (.bpmn)", "Download (.bpmn)"), () => download(facts.file, aside.xml)],
      [t("Xóa khỏi máy này", "Remove it"), forget],
    ]);
  }

  window.addEventListener("beforeunload", (event) => {
    settleTyping();
    if (dirty) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    settleTyping();
    keepNow();
  });
  editor.on("commandStack.changed", ({ trigger }) => {
    if (trigger !== "clear") changed();
  });
  return { save: () => (saved = saved.then(save)), changed, restore, isDirty: () => dirty };
}

// The head of the page says who saved what last, and what the next undo undoes.
async function refreshHead() {
  const page = await (await fetch(location.href)).text();
  const fresh = new DOMParser().parseFromString(page, "text/html");
  for (const part of ["main .head", "main .tabs", "[data-in-words]"]) {
    const [old, now] = [document.querySelector(part), fresh.querySelector(part)];
    if (old && now) old.replaceWith(document.adoptNode(now));
  }
}
