// Saves a draft a moment after typing stops and when the page is left; says so in words.
const PAUSE = 1500;
const WORDS = {
  vi: { saved: "Đã lưu nháp", failed: "Chưa lưu được bản nháp. Nội dung vẫn còn trên trang; sẽ tự thử lại." },
  en: { saved: "Draft saved", failed: "The draft could not be saved. Your text is still here; we will try again." },
};

export function saveDrafts(root) {
  const address = root.dataset.autosave;
  const form = root.closest("form") ?? root.querySelector("form");
  if (!address || !form) return;
  const words = WORDS[document.documentElement.lang] ?? WORDS.vi;
  const told = root.querySelector("[data-saved]");
  let timer;
  let dirty = false;

  const save = async (leaving) => {
    clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    const ok = await fetch(address, { method: "POST", body: answers(form), keepalive: leaving })
      .then((answer) => answer.ok)
      .catch(() => false);
    if (!ok) {
      dirty = true;
      if (!leaving) timer = setTimeout(save, 10 * PAUSE, false);
    }
    if (told) told.textContent = ok ? `${words.saved} ${clock()}` : words.failed;
  };
  const later = () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE, false);
  };
  root.addEventListener("input", later);
  root.addEventListener("change", later);
  form.addEventListener("submit", () => {
    dirty = false;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
}

// Everything but the files: they are sent once, with the form itself.
function answers(form) {
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
  return sent;
}

function clock() {
  return new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
}
