// What is done to form-js while it is built: its words become Vietnamese (it has no way to translate them), its two
// copies of preact become one, and CodeMirror's style sheets are adopted instead of written into the page, as the strict
// policy of our pages wants. The build fails when a word is expected and missing, or found and not in the dictionary.
import { readFile } from "node:fs/promises";
import path from "node:path";

const THEIRS = /node_modules[\\/]@bpmn-io[\\/]form-js-(editor|viewer)[\\/]dist[\\/]index\.es\.js$/;
const STYLES = /node_modules[\\/]style-mod[\\/]src[\\/]style-mod\.js$/;
const PREACT = /^preact(\/(hooks|compat|jsx-runtime))?$/;

// Where words stand that people read: values of these properties, what a function returns, and named labels.
const SAID = [
  /(\b(?:label|name|title|placeholder|children|description|tooltip|text|["']aria-label["'])\s*:\s*\[?)(["'`])((?:\\.|(?!\2)[^\n])*)\2/g,
  /(\breturn )(["'`])((?:\\.|(?!\2)[^\n])*)\2/g,
  /(\[[A-Z_]+\.[A-Z0-9_]+\]: )(["'`])((?:\\.|(?!\2)[^\n])*)\2/g,
  /(\|\| )(["'])([A-Z][a-z]+)\2/g,
  /(_DEFAULT_TEXT = )(["'`])((?:\\.|(?!\2)[^\n])*)\2/g,
];
const WORDS = /^#? ?[A-Z][a-z]|^[a-z]+ [a-z]+ |^iFrame$/;
const ADOPTED = "if (!root.head && root.adoptedStyleSheets && win.CSSStyleSheet)";

export const patched = {
  name: "patched",
  setup(build) {
    const home = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname));
    const editor = path.resolve(home, "../../../node_modules/@bpmn-io/form-js-editor");
    const met = new Set();
    const unknown = new Map();
    let dictionary = {};

    build.onStart(async () => {
      dictionary = JSON.parse(await readFile(path.join(home, "vietnamese.json"), "utf8"));
    });
    build.onResolve({ filter: PREACT }, ({ path: name, importer, kind, pluginData }) => {
      if (pluginData === "one" || /properties-panel/.test(importer)) return undefined;
      return build.resolve(name, { kind, resolveDir: editor, importer: path.join(editor, "dist/index.es.js"), pluginData: "one" });
    });
    build.onLoad({ filter: THEIRS }, async ({ path: file }) => {
      let contents = await readFile(file, "utf8");
      for (const pattern of SAID) {
        contents = contents.replace(pattern, (whole, before, quote, words) => {
          const key = words.replaceAll("\\'", "'");
          if (!(key in dictionary)) {
            if (WORDS.test(words)) unknown.set(key, file);
            return whole;
          }
          met.add(key);
          const said = dictionary[key];
          if (said === null) return whole;
          return before + (quote === "`" ? `\`${said}\`` : JSON.stringify(said));
        });
      }
      return { contents, loader: "js" };
    });
    build.onLoad({ filter: STYLES }, async ({ path: file }) => {
      const contents = await readFile(file, "utf8");
      if (!contents.includes(ADOPTED)) throw new Error(`style-mod has changed: ${ADOPTED} is not in it`);
      return { contents: contents.replace(ADOPTED, "if (root.adoptedStyleSheets && win.CSSStyleSheet)"), loader: "js" };
    });
    build.onEnd(() => {
      const missing = Object.keys(dictionary).filter((words) => !met.has(words));
      const errors = [
        ...missing.map((words) => ({ text: `form-js no longer says "${words}" (vietnamese.json)` })),
        ...[...unknown].map(([words, file]) => ({ text: `not translated: "${words}" (${file})` })),
      ];
      return { errors };
    });
  },
};
