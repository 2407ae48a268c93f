"""Sub-processes and called processes: one token outside, a whole process inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.spiff.elements.base import Element, follow, run_of
from engine.spiff.elements.each import ITEM
from engine.spiff.library import TaskState, WorkflowSpec
from engine.spiff.task import Token

if TYPE_CHECKING:
    from engine.bpmn.definition import Node


class Inner(Element):
    """Started while the process inside lives; it completes when nothing lives there any more."""

    def __init__(self, graph: WorkflowSpec, node: Node, runs: str, *, name: str | None = None) -> None:
        super().__init__(graph, node, name=name)
        self.runs = runs

    def arrive(self, task: Token) -> bool:
        """Open the inner process and put a token behind its start."""
        task._set_state(TaskState.STARTED)
        inner = task.workflow.top_workflow.open_inner(task, self.runs)
        if ITEM in task.internal_data:
            inner.local = {}
        root = inner.task_tree
        follow(run_of(task), root, root.task_spec.routes)
        return False

    def close(self, task: Token) -> None:
        """Nothing lives inside any more; an item leaves its names in the list of all items."""
        local = task.workflow.top_workflow.subprocesses[task.id].local
        if local is not None:
            run_of(task).variables.answer(task, local)
