// A rehearsal under way: asks how far it is, says it now and then, and shows the result once it is there.
const EVERY = 1000;
const SAID_EVERY = 5;

const place = document.querySelector("[data-rehearsal]");
const status = place?.querySelector("[data-words]");
let asked = 0;

async function look() {
  const answer = await fetch(place.dataset.rehearsal, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const told = await answer.json();
  if (!told.running) {
    location.reload();
    return;
  }
  place.querySelector("svg rect.ok")?.setAttribute("width", String(Math.round(told.share * 100)));
  place.querySelector("svg")?.setAttribute("aria-label", told.words);
  const words = place.querySelector("small");
  if (words) words.textContent = told.words;
  asked += 1;
  if (status && asked % SAID_EVERY === 0) status.textContent = told.words;
}

if (place) {
  const again = () => setTimeout(() => look().catch(() => undefined).finally(again), EVERY);
  again();
}
