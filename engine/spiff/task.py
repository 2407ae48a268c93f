"""A token in a dossier: the library's Task without copied data, wall clock, random ids or remembered history."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from engine.spiff.library import Task, TaskState

LIVE = TaskState.WAITING | TaskState.READY | TaskState.STARTED | TaskState.ERROR
NO_DATA: MappingProxyType[str, Any] = MappingProxyType({})


class Token(Task):
    """A live position in the diagram.

    Variables live once per dossier, so ``data`` is one empty, read-only mapping for all. Ids come from the dossier's
    own counter. A token that is done leaves the tree at once, so the tree holds what is live and nothing else.
    """

    data = NO_DATA
    triggered = False
    thread_id = 0
    last_state_change = 0

    def __init__(self, workflow: Any, task_spec: Any, parent: Token | None, state: int, id: str) -> None:
        self.id = id
        self.workflow = workflow
        self.task_spec = task_spec
        self._parent = parent.id if parent is not None else None
        self._children = []
        self._state = state
        self.internal_data = {}
        workflow.tasks[id] = self
        if parent is not None:
            parent._children.append(id)

    @property
    def parent(self) -> Token:
        """The scope this token lives in: the process itself, a guarded activity, a race, or a multi-instance."""
        parent: Token = self.workflow.tasks[self._parent]
        return parent

    @property
    def children(self) -> list[Token]:
        """The tokens living in this scope, oldest first."""
        tasks = self.workflow.tasks
        return [tasks[child] for child in self._children]

    @property
    def is_root(self) -> bool:
        """The process itself is the one token without a scope around it."""
        return self._parent is None

    @property
    def is_live(self) -> bool:
        """Something can still happen here (the process itself does not count)."""
        return self._parent is not None and bool(self._state & LIVE)

    def put(self, task_spec: Any) -> Token:
        """A new token at ``task_spec`` in this scope; it does nothing until it arrives."""
        return Token(self.workflow, task_spec, self, TaskState.FUTURE, self.workflow.top_workflow.new_id())

    def leave(self) -> None:
        """Take this token, everything inside it, and the sub-process it runs, out of the tree."""
        for child in self.children:
            child.leave()
        self.workflow.top_workflow.forget_inner(self.id)
        self.parent._children.remove(self.id)
        del self.workflow.tasks[self.id]

    def _set_state(self, value: int) -> None:
        self._state = value

    def _inherit_data(self) -> None:
        return None
