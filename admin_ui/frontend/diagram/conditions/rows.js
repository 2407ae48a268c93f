// From FEEL to rows of field, comparison and value, and back; undefined when an expression says more than rows can.
const PATH = "[A-Za-z][A-Za-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*)+";
const VALUE = '"(?:[^"\\\\]|\\\\.)*"|-?\\d+(?:\\.\\d+)?|true|false|null';
const TERM = new RegExp(`^\\s*(?:(${PATH})\\s*(<=|>=|!=|=|<|>)\\s*(${VALUE})|list contains\\(\\s*(${PATH})\\s*,\\s*("(?:[^"\\\\]|\\\\.)*")\\s*\\))`);
const JOIN = /^\s+(and|or)\s+/;

export function rowsOf(expression) {
  const rows = [];
  let join;
  let rest = expression.trim();
  if (!rest) return { rows, join: "and" };
  for (;;) {
    const term = TERM.exec(rest);
    if (!term) return undefined;
    rows.push(term[4] ? { path: term[4], compare: "contains", value: plain(term[5]) } : row(term));
    rest = rest.slice(term[0].length);
    if (!rest.trim()) return { rows, join: join || "and" };
    const joined = JOIN.exec(rest);
    if (!joined || (join && join !== joined[1])) return undefined;
    join = joined[1];
    rest = rest.slice(joined[0].length);
  }
}

function row([, path, compare, value]) {
  if (value === "null") return { path, compare: compare === "=" ? "empty" : "given", value: "" };
  return { path, compare, value: plain(value) };
}

const plain = (value) => (value.startsWith('"') ? JSON.parse(value) : value);

export function expressionOf(rows, join, fields) {
  const terms = rows.filter((one) => one.path).map((one) => term(one, fields.find((field) => field.path === one.path)));
  return terms.join(` ${join} `);
}

function term({ path, compare, value }, field) {
  if (compare === "empty") return `${path} = null`;
  if (compare === "given") return `${path} != null`;
  if (compare === "contains") return `list contains(${path}, ${JSON.stringify(value)})`;
  return `${path} ${compare} ${literal(value, field)}`;
}

function literal(value, field) {
  if (field?.kind === "boolean" && /^(true|false)$/.test(value)) return value;
  const number = value.replace(",", ".");
  if (field?.kind === "number") return /^-?\d+(\.\d+)?$/.test(number) ? number : "0";
  return JSON.stringify(value);
}
