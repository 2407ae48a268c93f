// A condition as a sentence.
import { t } from "../words.js";
import { rowsOf } from "./rows.js";

const COMPARISONS = [
  { code: "=", name: t("là", "is") },
  { code: "!=", name: t("không phải là", "is not") },
  { code: "<", name: t("nhỏ hơn", "is less than"), number: true },
  { code: "<=", name: t("không quá", "is at most"), number: true },
  { code: ">", name: t("lớn hơn", "is more than"), number: true },
  { code: ">=", name: t("từ … trở lên", "is at least"), number: true },
  { code: "contains", name: t("có chọn", "contains"), list: true },
  { code: "given", name: t("đã có", "is given") },
  { code: "empty", name: t("chưa có", "is not given") },
];

export function comparisonsFor(field) {
  if (field?.kind === "list") return COMPARISONS.filter((one) => one.list || ["given", "empty"].includes(one.code));
  return COMPARISONS.filter((one) => !one.list && (!one.number || !field || field.kind === "number"));
}

export const needsValue = (compare) => !["given", "empty"].includes(compare);

export function sentence(expression, fields) {
  const read = rowsOf(expression);
  if (!read) return expression;
  const parts = read.rows.map((one) => said(one, fields.find((field) => field.path === one.path)));
  return parts.join(read.join === "and" ? t(" và ", " and ") : t(" hoặc ", " or "));
}

function said({ path, compare, value }, field) {
  const name = field?.name || path;
  const shown = valueName(value, field);
  if (compare === ">=") return t(`${name} từ ${shown} trở lên`, `${name} is at least ${shown}`);
  const word = COMPARISONS.find((one) => one.code === compare)?.name || compare;
  return needsValue(compare) ? `${name} ${word} ${shown}` : `${name} ${word}`;
}

function valueName(value, field) {
  if (field?.kind === "boolean") return value === "true" ? t("có", "yes") : t("không", "no");
  const option = field?.options.find((one) => one.code === value);
  return field?.kind === "number" ? t(value.replace(".", ","), value) : `“${option ? option.name : value}”`;
}
