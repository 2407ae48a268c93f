// A copy that may only be looked at: nothing can be moved, drawn, named or deleted; zoom and selection stay.
const FIRST = 5000;
const ACTS = [
  "connection.create",
  "connection.reconnect",
  "connection.updateWaypoints",
  "element.copy",
  "elements.create",
  "elements.delete",
  "elements.move",
  "shape.append",
  "shape.create",
  "shape.resize",
];

export function onlyForReading(editor, canvas) {
  for (const act of ACTS) editor.on(`commandStack.${act}.canExecute`, FIRST, () => false);
  editor.on("element.dblclick", FIRST, () => false);
  canvas.classList.add("for-reading");
}
