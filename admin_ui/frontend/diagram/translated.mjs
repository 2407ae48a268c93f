// Fails the build when the drawing tool has words in it that our dictionary does not translate.
import { readFile } from "node:fs/promises";

const THEIRS = /node_modules[\\/](bpmn-js|diagram-js)[^\\/]*[\\/].*\.js$/;
const SAID = /translate\(\s*(['"])((?:\\.|(?!\1).)*)\1/g;
const NAMED = /_(?:ERR_)?MSG = (['"])((?:\\.|(?!\1).)*)\1/g;
const WORDS = /^[A-Za-z{]/;
const DICTIONARY = new URL("./canvas/vietnamese.json", import.meta.url);
const SAMPLE = "HELLO {you}";

export const translated = {
  name: "translated",
  setup(build) {
    const said = new Map();
    build.onLoad({ filter: THEIRS }, async ({ path }) => {
      const contents = await readFile(path, "utf8");
      for (const pattern of [SAID, NAMED]) {
        for (const [, , words] of contents.matchAll(pattern)) if (WORDS.test(words) && words !== SAMPLE) said.set(words, path);
      }
      return undefined;
    });
    build.onEnd(async () => {
      const dictionary = JSON.parse(await readFile(DICTIONARY, "utf8"));
      const errors = [...said]
        .filter(([words]) => !(words in dictionary))
        .map(([words, path]) => ({ text: `not translated in ${DICTIONARY.pathname}: "${words}" (${path})` }));
      return { errors };
    });
  },
};
