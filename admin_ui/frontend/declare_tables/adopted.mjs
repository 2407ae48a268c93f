// The code editor inside dmn-js adopts its style sheets instead of writing them into the page, as our policy wants.
// The build fails when the place to change is not there any more, or when the editor has words our dictionary lacks.
import { readFile } from "node:fs/promises";

const STYLES = /node_modules[\\/]style-mod[\\/]src[\\/]style-mod\.js$/;
const WRITTEN = "if (!root.head && root.adoptedStyleSheets && win.CSSStyleSheet)";

const THEIRS = /node_modules[\\/]dmn-js[^\\/]*[\\/](lib|dist)[\\/].*\.js$/;
const SAID = /translate\)?\(\s*(['"])((?:\\.|(?!\1).)*)\1/g;
const DICTIONARY = new URL("./vietnamese.json", import.meta.url);

export const adopted = {
  name: "adopted",
  setup(build) {
    const said = new Set();
    build.onLoad({ filter: THEIRS }, async ({ path }) => {
      for (const [, , words] of (await readFile(path, "utf8")).matchAll(SAID)) said.add(words.replaceAll('\\"', '"'));
      return undefined;
    });
    build.onEnd(async () => {
      const dictionary = JSON.parse(await readFile(DICTIONARY, "utf8"));
      const missing = [...said].filter((words) => !(words in dictionary));
      return { errors: missing.map((words) => ({ text: `not translated in ${DICTIONARY.pathname}: "${words}"` })) };
    });
    build.onLoad({ filter: STYLES }, async ({ path }) => {
      const contents = await readFile(path, "utf8");
      if (!contents.includes(WRITTEN)) return { errors: [{ text: `style-mod has changed: ${path}` }] };
      return { contents: contents.replace(WRITTEN, "if (root.adoptedStyleSheets && win.CSSStyleSheet)"), loader: "js" };
    });
  },
};
