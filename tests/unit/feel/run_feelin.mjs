// Evaluates expressions with feelin: JSON in on stdin, JSON out on stdout. An expression feelin refuses gives {"error": …}.
import { pathToFileURL } from "node:url";

const { evaluate } = await import(pathToFileURL(process.argv[2]));
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { context, expressions } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const results = expressions.map((expression) => {
  try {
    const { value } = evaluate(expression, context);
    return { value: typeof value === "function" ? "function" : value === undefined ? null : value };
  } catch (error) {
    return { error: String(error.message) };
  }
});
process.stdout.write(JSON.stringify(results));
