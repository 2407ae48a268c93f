// Help while typing: points between thousands, capitals in names.
const group = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ".");

export function groupMoney(root) {
  root.addEventListener("input", ({ target }) => {
    if (!target.matches?.("[data-money]")) return;
    const digits = target.value.replace(/[.\s]/g, "");
    if (!/^\d*$/.test(digits)) return;
    const before = target.value.slice(0, target.selectionStart).replace(/\D/g, "").length;
    target.value = group(digits.replace(/^0+(?=\d)/, ""));
    const place = caret(target.value, before);
    target.setSelectionRange(place, place);
  });
}

// The place behind the n-th digit.
function caret(text, digits) {
  let place = 0;
  for (let seen = 0; seen < digits && place < text.length; place += 1) if (/\d/.test(text[place])) seen += 1;
  return place;
}

// While typing the style sheet shows capitals; leaving the field makes them real.
export function writeCapitals(root) {
  root.addEventListener("change", ({ target }) => {
    if (target.matches?.("[data-upper]")) target.value = target.value.normalize("NFC").toLocaleUpperCase("vi");
  });
}
