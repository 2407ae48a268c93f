// Makes declared forms ([data-form]) nicer; every one of them works without it, and the server decides again.
import { followConditions } from "./conditions.js";
import { groupMoney, writeCapitals } from "./typing.js";
import { suggestCommunes } from "./address.js";
import { saveDrafts } from "./autosave.js";

export function enhanceForms(page) {
  for (const root of page.querySelectorAll("[data-form]")) {
    for (const enhance of [followConditions, groupMoney, writeCapitals, suggestCommunes, saveDrafts]) enhance(root);
  }
}
