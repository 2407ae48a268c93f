// Several changes as one: undone by one press. `together(act)` runs `act`, whose commands form one step of the history.
function Together(commandStack) {
  commandStack.register("quytrinh.together", {
    preExecute: (context) => context.act(),
    execute: () => [],
    revert: () => [],
  });
  return (act) => commandStack.execute("quytrinh.together", { act });
}

Together.$inject = ["commandStack"];

export default { __init__: ["together"], together: ["factory", Together] };
