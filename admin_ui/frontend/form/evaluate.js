// Computes the conditions that admin_ui/components/form/portable.py writes, with FEEL's three values: true, false, null.
const ORDER = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

// `get` answers a path of names; it may throw for what only the server knows.
export function evaluate(tree, get) {
  if (!Array.isArray(tree)) return tree;
  const [operator, ...rest] = tree;
  if (operator === "get") return get(rest);
  const values = rest.map((operand) => evaluate(operand, get));
  if (operator in ORDER) return ordered(operator, values);
  switch (operator) {
    case "=":
      return equal(values);
    case "!=":
      return negated(equal(values));
    case "and":
      return joined(values, false);
    case "or":
      return joined(values, true);
    case "not":
      return negated(values[0]);
    case "count":
      return Array.isArray(values[0]) ? values[0].length : null;
    case "has":
      return Array.isArray(values[0]) ? values[0].includes(values[1]) : null;
    default:
      throw new Error(`unknown: ${operator}`);
  }
}

function equal([a, b]) {
  if (a === null || b === null) return a === b;
  return typeof a === typeof b ? a === b : null;
}

function ordered(operator, [a, b]) {
  if (typeof a !== typeof b || !["number", "string"].includes(typeof a)) return null;
  return ORDER[operator](a, b);
}

function negated(value) {
  return typeof value === "boolean" ? !value : null;
}

// "and" is decided by one false, "or" by one true; anything that is no boolean leaves it open.
function joined(values, decisive) {
  if (values.includes(decisive)) return decisive;
  return values.every((value) => value === !decisive) ? !decisive : null;
}
