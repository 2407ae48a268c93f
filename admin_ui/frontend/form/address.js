// Suggests the communes of the chosen province; without this the server names the likely ones after submitting.
export function suggestCommunes(root) {
  root.addEventListener("change", async ({ target }) => {
    const address = target.closest?.("[data-wards]");
    if (!address || target !== address.querySelector("select")) return;
    const list = address.querySelector("datalist");
    list.replaceChildren();
    if (!target.value) return;
    const answer = await fetch(`${address.dataset.wards}?province=${encodeURIComponent(target.value)}`).catch(() => null);
    if (!answer?.ok) return;
    const names = await answer.json();
    list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
  });
}
