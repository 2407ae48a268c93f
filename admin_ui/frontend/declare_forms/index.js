// The drawing editor of forms: form-js on the document of the page, given back through an ordinary form.
import { FormEditor } from "@bpmn-io/form-js-editor";
import { restricted } from "./restricted.js";

const form = document.querySelector("[data-form-editor]");
const source = form.elements.tai_lieu;

const editor = new FormEditor({ container: form.querySelector("[data-editor]"), additionalModules: [restricted] });
editor.importSchema(JSON.parse(source.value)).then(({ warnings }) => {
  for (const warning of warnings) console.warn(warning);
  form.dataset.ready = "";
});

form.addEventListener("submit", () => {
  source.value = JSON.stringify(editor.saveSchema());
});
