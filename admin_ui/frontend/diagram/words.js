// The editor's own words: Vietnamese first, English beside it, chosen by the language of the page.
const english = document.documentElement.lang === "en";

export const language = english ? "en" : "vi";

export function t(vi, en) {
  return english ? en : vi;
}

export function lowerFirst(words) {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
