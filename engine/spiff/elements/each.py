"""Multi-instance: the same activity for every item of a list, at once or one after another."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from engine.spiff.elements.base import Element, run_of
from engine.spiff.errors import StepFailure
from engine.spiff.library import TaskState, WorkflowSpec
from engine.spiff.task import Token
from engine.text import Text

if TYPE_CHECKING:
    from engine.bpmn.definition import Node
    from engine.spiff.expressions import Formula

ITEM, TOTAL, NEXT, ANSWERED = "item", "total", "next", "answered"


class Each(Element):
    """The container of the items. It is started while items live, and goes on when all, or enough, are done."""

    cardinality: Formula
    completion: Formula | None = None

    def __init__(self, graph: WorkflowSpec, node: Node, child: str, *, sequential: bool) -> None:
        super().__init__(graph, node)
        self.child = child
        self.sequential = sequential

    def arrive(self, task: Token) -> bool:
        """Count the items and open them; without items the token simply goes on."""
        run = run_of(task)
        self.refuse_beside_itself(task)
        total = run.count(task, self.cardinality)
        run.variables.begin_all(task)
        if total == 0:
            return True
        task.internal_data.update({TOTAL: total, NEXT: 0, ANSWERED: []})
        task._set_state(TaskState.STARTED)
        for _ in range(1 if self.sequential else total):
            self.open_next(task)
        return False

    def refuse_beside_itself(self, task: Token) -> None:
        """Two runs of the same repetition at once would mix their answers under one name."""
        if any(other.task_spec is self and other is not task for other in task.workflow.live()):
            name = self.node.name or self.node.id
            raise StepFailure(
                "already_running",
                Text(
                    f"Bước lặp “{name}” đang được thực hiện; hãy thử lại khi lần trước xong.",
                    f"The repeated step “{name}” is still running; retry when the earlier run is done.",
                ),
            )

    def open_next(self, task: Token) -> None:
        """Open the next item."""
        item = task.internal_data[NEXT]
        task.internal_data[NEXT] = item + 1
        token = task.put(task.workflow.spec.task_specs[self.child])
        token.internal_data[ITEM] = item
        token.task_spec._update(token)

    def child_done(self, scope: Token, child: Token) -> Token:
        """Keep the item's place in the order of answers, then see whether the whole is done."""
        answered = scope.internal_data[ANSWERED]
        answered.insert(bisect(answered, child.internal_data[ITEM]), child.internal_data[ITEM])
        return scope

    def child_left(self, scope: Token) -> None:
        """After an item is done: go on, open the next one, or keep waiting."""
        scope._set_state(TaskState.STARTED)
        try:
            self.settle(scope)
        except Exception as problem:
            run_of(scope).fail(scope, problem, "settling")

    def settle(self, scope: Token) -> None:
        """Decide whether the whole is done."""
        run = run_of(scope)
        done = len(scope.internal_data[ANSWERED])
        enough = self.completion is not None and run.holds(scope, self.completion)
        if enough or done == scope.internal_data[TOTAL]:
            self.finish(scope)
        elif self.sequential and not scope._children:
            self.open_next(scope)

    def finish(self, scope: Token) -> None:
        """Withdraw the items still open; the container is ready to go on."""
        for token in scope.children:
            token.leave()
        scope._set_state(TaskState.READY)
