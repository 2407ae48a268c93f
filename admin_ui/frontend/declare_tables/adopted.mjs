// The code editor inside dmn-js adopts its style sheets instead of writing them into the page, as our policy wants.
// The build fails when the place to change is not there any more.
import { readFile } from "node:fs/promises";

const STYLES = /node_modules[\\/]style-mod[\\/]src[\\/]style-mod\.js$/;
const WRITTEN = "if (!root.head && root.adoptedStyleSheets && win.CSSStyleSheet)";

export const adopted = {
  name: "adopted",
  setup(build) {
    build.onLoad({ filter: STYLES }, async ({ path }) => {
      const contents = await readFile(path, "utf8");
      if (!contents.includes(WRITTEN)) return { errors: [{ text: `style-mod has changed: ${path}` }] };
      return { contents: contents.replace(WRITTEN, "if (root.adoptedStyleSheets && win.CSSStyleSheet)"), loader: "js" };
    });
  },
};
