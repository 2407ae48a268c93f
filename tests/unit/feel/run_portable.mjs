// Runs compiled conditions through the browser's interpreter: JSON in on stdin, JSON out on stdout.
import { pathToFileURL } from "node:url";

const { evaluate } = await import(pathToFileURL(process.argv[2]));
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { context, trees } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
process.stdout.write(JSON.stringify(trees.map((tree) => evaluate(tree, context))));
