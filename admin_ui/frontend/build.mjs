// Builds admin_ui/static/dist: one style sheet, the scripts, and manifest.json (logical name -> hashed name).
import { createHash } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { watch } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { patched } from "./declare_forms/patched.mjs";
import { adopted } from "./declare_tables/adopted.mjs";
import { translated } from "./diagram/translated.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const dist = path.resolve(here, "../static/dist");

// The last Chromium that runs on Windows 7 and 8.1, which offices still have.
const TARGET = "chrome109";

// Logical name -> entry file. A page loads app.js always and the others only where it uses them.
const SCRIPTS = {
  "app.js": path.join(here, "app/main.js"),
  "declare_import.js": path.join(here, "declare_import/index.js"),
  "declare_steps.js": path.join(here, "declare_steps/index.js"),
  "rehearsal.js": path.join(here, "declare_rehearsal/index.js"),
  "conditions.js": path.join(here, "declare_conditions/index.js"),
  "tables.js": path.join(here, "declare_tables/index.js"),
  "diagram.js": path.join(here, "diagram/index.js"),
  "forms_editor.js": path.join(here, "declare_forms/index.js"),
};

// What else is asked of a script while it is built.
const PLUGINS = { "diagram.js": [translated], "forms_editor.js": [patched], "tables.js": [adopted] };

// Style sheets of single script applications, with what they bring along (fonts); the page's own sheet is app.css.
const SHEETS = {
  "diagram.css": path.join(here, "diagram/diagram.css"),
  "tables.css": path.join(here, "declare_tables/tables.css"),
  "forms_editor.css": path.join(here, "declare_forms/editor.css"),
};

// Bootstrap 5.3 still uses the Sass features that Sass 3 will drop; these notices are not about our own sheets.
const BOOTSTRAP_NOTICES = ["import", "global-builtin", "color-functions", "if-function"];

async function style() {
  const { css } = await sass.compileAsync(path.join(here, "scss/app.scss"), {
    loadPaths: [path.join(root, "node_modules"), path.join(here, "scss")],
    quietDeps: true,
    silenceDeprecations: BOOTSTRAP_NOTICES,
  });
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: TARGET, legalComments: "none" });
  return code;
}

async function script(entry, plugins = []) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    minify: true,
    target: TARGET,
    legalComments: "none",
    nodePaths: [path.join(root, "node_modules")],
    plugins,
    write: false,
  });
  return outputFiles[0].text;
}

// A sheet, and the files it names as [name, content] pairs.
async function sheet(entry) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    target: TARGET,
    legalComments: "none",
    nodePaths: [path.join(root, "node_modules")],
    loader: { ".woff2": "file", ".svg": "dataurl" },
    assetNames: "[name].[hash]",
    outdir: dist,
    write: false,
  });
  const isSheet = (file) => file.path.endsWith(".css");
  const others = outputFiles.filter((file) => !isSheet(file));
  return { css: outputFiles.find(isSheet).text, files: others.map((file) => [path.basename(file.path), file.contents]) };
}

function hashedName(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const { name: stem, ext } = path.parse(name);
  return `${stem}.${hash}${ext}`;
}

async function build() {
  const contents = { "app.css": await style() };
  for (const [name, entry] of Object.entries(SCRIPTS)) contents[name] = await script(entry, PLUGINS[name]);
  const along = new Map();
  for (const [name, entry] of Object.entries(SHEETS)) {
    const { css, files } = await sheet(entry);
    contents[name] = css;
    for (const [file, bytes] of files) along.set(file, bytes);
  }

  await mkdir(dist, { recursive: true });
  const manifest = {};
  for (const [name, content] of Object.entries(contents)) {
    manifest[name] = hashedName(name, content);
    await writeFile(path.join(dist, manifest[name]), content);
  }
  for (const [file, bytes] of along) await writeFile(path.join(dist, file), bytes);
  await writeFile(path.join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
  await removeStale(new Set([...Object.values(manifest), ...along.keys(), "manifest.json"]));
  for (const [name, content] of Object.entries(contents)) console.log(`${manifest[name]}  ${content.length} bytes`);
}

async function removeStale(kept) {
  for (const file of await readdir(dist)) if (!kept.has(file)) await rm(path.join(dist, file), { recursive: true });
}

await build();

if (process.argv.includes("--watch")) {
  let pending;
  watch(here, { recursive: true }, () => {
    clearTimeout(pending);
    pending = setTimeout(() => build().catch((error) => console.error(error.message)), 100);
  });
}
