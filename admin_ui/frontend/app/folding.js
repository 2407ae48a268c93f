// Long parts (a <details data-fold open>) stand open on a desk and begin folded on a telephone.
export function foldOnTelephones(page) {
  if (!window.matchMedia("(max-width: 700px)").matches) return;
  for (const part of page.querySelectorAll("details[data-fold][open]")) part.open = false;
}
