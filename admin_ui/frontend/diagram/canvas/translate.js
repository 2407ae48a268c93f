// The drawing tool's own messages in Vietnamese. What the dictionary lacks is kept on the page for the tests to see.
import { language } from "../words.js";
import dictionary from "./vietnamese.json";

function translate(template, replacements = {}) {
  const said = language === "vi" ? vietnamese(template) : template;
  return said.replace(/{([^}]+)}/g, (_, key) => replacements[key] ?? `{${key}}`);
}

function vietnamese(template) {
  if (template in dictionary) return dictionary[template];
  const root = document.documentElement;
  root.dataset.untranslated = [root.dataset.untranslated, template].filter(Boolean).join(" | ");
  return template;
}

export default { translate: ["value", translate] };
