// While a file is read its page is asked again; the words are exchanged, and the whole page once reading is over.
const EVERY = 1500;

export function follow(part) {
  setTimeout(async () => {
    try {
      const answer = await fetch(part.dataset.progress, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById(part.id);
      if (!next) {
        location.reload();
        return;
      }
      part.querySelector("[role=status]").replaceChildren(...next.querySelector("[role=status]").childNodes);
    } catch {
      // The network is away for a moment; ask again.
    }
    follow(part);
  }, EVERY);
}
