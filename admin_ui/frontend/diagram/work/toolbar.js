// The bar above the drawing: undo, redo, size, laying out anew, the file, saving.
export function toolbar(place, acts) {
  for (const button of place.querySelectorAll("[data-act]")) button.addEventListener("click", () => acts[button.dataset.act]?.());
  return {
    enable(name, on) {
      const button = place.querySelector(`[data-act="${name}"]`);
      if (button) button.disabled = !on;
    },
  };
}
