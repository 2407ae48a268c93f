// A wide picture of a procedure opens where the dossier stands, not at its left edge.
export function showWhereItStands(page) {
  for (const frame of page.querySelectorAll(".diagram")) {
    const here = frame.querySelector(".is-current, .is-waiting");
    const details = frame.closest("details");
    const show = () => {
      if (!here || !frame.clientWidth) return;
      const [shape, around] = [here.getBoundingClientRect(), frame.getBoundingClientRect()];
      frame.scrollLeft += shape.left - around.left - (around.width - shape.width) / 2;
    };
    show();
    details?.addEventListener("toggle", show);
  }
}
