// Runs compiled conditions through the browser's interpreter: JSON in on stdin, JSON out on stdout.
// Either one context for several trees, or cases of a tree and a context each; {"d": "2025-07-01"} in them is a date.
import { pathToFileURL } from "node:url";

const { evaluate, Day } = await import(pathToFileURL(process.argv[2]));
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { context, trees, cases = trees.map((tree) => [tree, context]) } = JSON.parse(
  Buffer.concat(chunks).toString("utf8"),
  (key, value) => (value && Object.keys(value).join() === "d" && typeof value.d === "string" ? new Day(value.d) : value),
);
process.stdout.write(JSON.stringify(cases.map(([tree, values]) => evaluate(tree, values))));
