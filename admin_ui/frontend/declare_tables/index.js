// The advanced page of a decision table: dmn-js with our words. Saving puts the file into the page's own form.
import DmnModeler from "dmn-js/lib/Modeler";
import vietnamese from "./vietnamese.json";

const desk = document.querySelector("[data-table-desk]");
const form = document.querySelector("form[data-table-form]");
if (desk && form) open(desk, form);

async function open(desk, form) {
  const file = form.elements.xml;
  const own = { additionalModules: [{ translate: ["value", say] }] };
  const modeler = new DmnModeler({ container: desk, drd: own, decisionTable: own, literalExpression: own });
  try {
    await modeler.importXML(file.value, { open: false });
    await modeler.open(view(modeler, desk.dataset.tableDesk));
  } catch {
    return;
  }
  desk.hidden = false;
  for (const part of document.querySelectorAll("[data-table-still]")) part.hidden = true;
  form.addEventListener("submit", async (event) => {
    if (form.dataset.ready) return;
    event.preventDefault();
    event.stopPropagation();
    document.activeElement?.blur();
    const { xml } = await modeler.saveXML({ format: true });
    file.value = xml;
    form.dataset.ready = "yes";
    form.submit();
  }, true);
}

// The table of the decision the page is about, else the first one there is.
function view(modeler, decision) {
  const views = modeler.getViews();
  return views.find(({ element }) => element.id === decision && element.$type === "dmn:Decision") ?? views[0];
}

function say(words, replacements = {}) {
  const said = document.documentElement.lang === "en" ? words : (vietnamese[words] ?? words);
  return said.replace(/{\s*(\w+)\s*}/g, (all, name) => replacements[name] ?? all);
}
