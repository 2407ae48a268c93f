// Undo over two kinds of change: commands of the drawing tool, and whole drawings the server has corrected.
export function history(editor, open) {
  const stack = editor.get("commandStack");
  const before = [];
  const after = [];

  return {
    // A drawing from the server takes the place of the present one.
    async replace(now, xml) {
      before.push(now);
      after.length = 0;
      await open(xml);
    },
    forgetRedo: () => {
      after.length = 0;
    },
    canUndo: () => stack.canUndo() || before.length > 0,
    canRedo: () => stack.canRedo() || after.length > 0,
    async undo(now) {
      if (stack.canUndo()) return stack.undo();
      if (!before.length) return undefined;
      after.push(now);
      return open(before.pop());
    },
    async redo(now) {
      if (stack.canRedo()) return stack.redo();
      if (!after.length) return undefined;
      before.push(now);
      return open(after.pop());
    },
  };
}
