// Importing a sheet: a table from the clipboard is taken as HTML; the progress of reading is followed in place.
import { dependentFields } from "../declare_steps/fields.js";
import { follow } from "./progress.js";
import { takePastes } from "./paste.js";

for (const form of document.querySelectorAll("form[data-paste]")) takePastes(form);
for (const part of document.querySelectorAll("[data-progress]")) follow(part);
dependentFields(document);
