// Reads the answers of a form from the page as the server would store them.
const DATE = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/;
const MONTH = /^(\d{1,2})[/.\- ](\d{4})$/;

export function isHidden(box) {
  return box.closest("[data-field][hidden]") !== null;
}

// The answer of one field box: blank is null, or false and [] where the server says so.
export function answerOf(box) {
  const kind = box.dataset.kind;
  if (isHidden(box)) return kind === "flag" ? false : kind === "list" || kind === "rows" ? [] : null;
  if (kind === "rows") return [...box.querySelectorAll(":scope > .row-of")];
  const inputs = [...box.querySelectorAll("input:not([type=hidden]), select, textarea")];
  if (kind === "flag") return inputs.some((input) => input.checked);
  if (kind === "list") return inputs.filter((input) => input.checked).map((input) => input.value);
  const chosen = inputs[0]?.type === "radio" ? inputs.find((input) => input.checked) : inputs[0];
  const text = (chosen?.value ?? "").normalize("NFC").trim().replace(/\s+/g, " ");
  return text === "" ? null : READ[kind] ? READ[kind](text) : text;
}

// One input of an address or of a date with its time.
export function partOf(box, part) {
  const input = isHidden(box) ? null : box.querySelector(`[name$=".${part}"]`);
  return input?.value.trim() || null;
}

const READ = {
  number: (text) => {
    const bare = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) ? text.replaceAll(".", "") : text;
    const number = Number(bare.replace(",", "."));
    return Number.isFinite(number) ? number : null;
  },
  money: (text) => {
    const digits = text.replace(/[.,\s]|đồng|đ$/g, "");
    return /^\d+$/.test(digits) ? Number(digits) : null;
  },
  date: (text) => {
    const two = (digits) => digits.padStart(2, "0");
    const day = DATE.exec(text);
    if (day) return `${day[3]}-${two(day[2])}-${two(day[1])}`;
    const month = MONTH.exec(text);
    return month ? `${month[2]}-${two(month[1])}` : text;
  },
  upper: (text) => text.toLocaleUpperCase("vi"),
};
