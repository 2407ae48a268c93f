// A small interpreter for conditions compiled by engine/feel/portable.py: it decides at once, in the page, what is shown and
// what is required. The server decides again with the whole language; tests run the same cases through both.
// Anything unknown is null, as in FEEL.

const isList = Array.isArray;

/** A date, in the data too: text that looks like one is text. */
export class Day {
  constructor(iso) {
    this.iso = iso;
  }
}

const kind = (value) =>
  value === null ? "null" : isList(value) ? "list" : value instanceof Day ? "date" : typeof value === "object" ? "context" : typeof value;

/** true, false, or null when the kinds differ. */
function equal(a, b) {
  if (a === null || b === null) return a === b;
  const sort = kind(a);
  if (sort !== kind(b)) return null;
  if (sort === "date") return a.iso === b.iso;
  if (sort === "list") return a.length === b.length && a.every((item, i) => equal(item, b[i]) === true);
  if (sort === "context") {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key], b[key]) === true);
  }
  return a === b;
}

/** -1, 0 or 1; null when the two have no order. Text is ordered by code points. */
function order(a, b) {
  const sort = kind(a);
  if (sort !== kind(b) || !["number", "string", "date"].includes(sort)) return null;
  if (sort === "date") return order(a.iso, b.iso);
  if (sort === "number") return Math.sign(a - b);
  const x = [...a];
  const y = [...b];
  const at = x.findIndex((mark, i) => mark !== y[i]);
  if (at < 0) return x.length < y.length ? -1 : 0;
  return at >= y.length || x[at].codePointAt(0) > y[at].codePointAt(0) ? 1 : -1;
}

const single = (value) => (isList(value) && value.length === 1 ? value[0] : value);

/** `=`, where a list of one element equals its element. */
function same(a, b) {
  if (a === null || b === null || isList(a) === isList(b)) return equal(a, b);
  return equal(single(a), single(b));
}

const opposite = (value) => (typeof value === "boolean" ? !value : null);

const holds = { "<": (o) => o < 0, "<=": (o) => o <= 0, ">": (o) => o > 0, ">=": (o) => o >= 0 };

function compare(operator, a, b) {
  if (operator === "=") return same(a, b);
  if (operator === "!=") return opposite(same(a, b));
  const found = order(a, b);
  return found === null ? null : holds[operator](found);
}

/** The verdict of several truth values: `settled` if one is, otherwise its opposite if all are, otherwise null. */
function over(values, settled) {
  let doubtful = false;
  for (const value of values) {
    if (value === settled) return settled;
    doubtful ||= typeof value !== "boolean";
  }
  return doubtful ? null : !settled;
}

const both = (a, b) => (a === null || b === null ? null : a && b);

function within(value, [, low, high, lowIn, highIn], context) {
  const from = evaluate(low, context);
  const to = evaluate(high, context);
  const ends = order(from, to);
  if (ends === null || ends > 0) return null;
  return both(compare(lowIn ? ">=" : ">", value, from), compare(highIn ? "<=" : "<", value, to));
}

function passes(value, test, context) {
  if (test[0] === "..") return within(value, test, context);
  const wanted = evaluate(test[1], context);
  if (test[0] !== "in") return compare(test[0], value, wanted);
  if (!isList(wanted)) return equal(value, wanted);
  return equal(value, wanted) === true || wanted.some((item) => equal(value, item) === true);
}

const entry = (value, key) =>
  isList(value)
    ? value.map((item) => entry(item, key))
    : kind(value) === "context" && Object.hasOwn(value, key)
      ? (value[key] ?? null)
      : null;

const listed = (value) => (isList(value) ? value : [value]);
const text =
  (use) =>
  (...given) => {
    const found = given.map(single);
    return found.every((value) => typeof value === "string") ? use(...found) : null;
  };

function judged(list, settled) {
  if (list === null) return null;
  const items = listed(list);
  if (items.includes(settled)) return settled;
  return items.some((item) => typeof item !== "boolean") ? null : !settled;
}

const functions = {
  not: (value) => opposite(single(value)),
  count: (list) => (list === null ? null : listed(list).length),
  "list contains": (list, item) => (list === null ? null : listed(list).some((each) => equal(each, item) === true)),
  contains: text((a, b) => a.includes(b)),
  "starts with": text((a, b) => a.startsWith(b)),
  "ends with": text((a, b) => a.endsWith(b)),
  "string length": text((a) => [...a].length),
  all: (list) => judged(list, false),
  any: (list) => judged(list, true),
};

/**
 * The value of a compiled condition. `context` is data such as { don: { tuoi: 20 } }, or a function that answers a path
 * (an array of names) and may throw for what only the server knows.
 */
export function evaluate(node, context) {
  if (!isList(node)) return node;
  const [what, ...parts] = node;
  const of = (part) => evaluate(part, context);
  switch (what) {
    case "p":
      return typeof context === "function" ? context(parts) : parts.reduce(entry, context);
    case "d":
      return new Day(parts[0]);
    case "[":
      return parts.map(of);
    case "&":
      return over(parts.map(of), false);
    case "|":
      return over(parts.map(of), true);
    case "?":
      return of(of(parts[0]) === true ? parts[1] : parts[2]);
    case "b":
      return both(compare(">=", of(parts[0]), of(parts[1])), compare("<=", of(parts[0]), of(parts[2])));
    case "in":
      return over(parts.slice(1).map((test) => passes(of(parts[0]), test, context)), true);
    case "f":
      return functions[parts[0]](...parts.slice(1).map(of));
    default:
      return compare(what, of(parts[0]), of(parts[1]));
  }
}
