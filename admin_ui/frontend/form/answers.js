// Reads the answers of a form from the page as the server would store them.
const isHidden = (box) => box.closest("[data-field][hidden]") !== null;

// The answer of one field box: blank is null, or false and [] where the server says so. Only an address has entries.
export function answerOf(box, entries = []) {
  const kind = box.dataset.kind;
  if (isHidden(box)) return kind === "flag" ? false : kind === "list" || kind === "rows" ? [] : null;
  if (kind === "rows") return [...box.querySelectorAll(":scope > .row-of")].map(() => ({}));
  const inputs = [...box.querySelectorAll("input:not([type=hidden]), select, textarea")];
  if (kind === "flag") return inputs.some((input) => input.checked);
  if (kind === "list") return inputs.filter((input) => input.checked).map((input) => input.value);
  if (kind === "address") return inputs.find((input) => input.name.endsWith(`.${entries[0]}`))?.value || null;
  const chosen = inputs[0]?.type === "radio" ? inputs.find((input) => input.checked) : inputs[0];
  const typed = (chosen?.value ?? "").normalize("NFC").trim();
  const text = kind === "lines" ? typed : typed.replace(/\s+/g, " ");
  return text === "" ? null : READ[kind] ? READ[kind](text) : text;
}

const DATES = [/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/, /^(\d\d)(\d\d)(\d{4})$/, /^(\d{1,2})[/.\- ](\d{4})$/, /^(\d{4})$/];
const ISO = /^(\d{4})-(\d\d)(?:-(\d\d))?$/;

const READ = {
  number: (text) => {
    const bare = /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) ? text.replaceAll(".", "") : text;
    const number = Number(bare.replaceAll(" ", "").replace(",", "."));
    return Number.isFinite(number) ? number : null;
  },
  money: (text) => {
    const digits = text.replace(/\s*(đồng|đ|₫|vnđ|vnd)\.?$/i, "").replace(/[.,\s]/g, "");
    return /^\d+$/.test(digits) ? Number(digits) : null;
  },
  date: (text) => {
    const found = ISO.exec(text)?.slice(1) ?? DATES.map((form) => form.exec(text)).find(Boolean)?.slice(1).reverse();
    if (!found) return null;
    const [year, month = 1, day = 1] = found.map((part) => part && Number(part));
    const date = new Date(Date.UTC(year, month - 1, day));
    const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return exists ? found.filter(Boolean).map((part) => part.padStart(2, "0")).join("-") : null;
  },
  upper: (text) => text.toLocaleUpperCase("vi"),
};
