"""A dossier's running process and the sub-processes inside it: the library's workflows with flat scans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.spiff.library import BpmnSubWorkflow, BpmnWorkflow, TaskState
from engine.spiff.task import Token

if TYPE_CHECKING:
    from engine.spiff.run import Run

ROOT = "0"


class _Scans:
    """What both kinds of instance can say about their tokens, without walking a tree."""

    tasks: dict[str, Token]
    spec: Any
    task_tree: Token

    def live(self) -> list[Token]:
        """Live tokens, oldest first."""
        return [task for task in self.tasks.values() if task.is_live]

    def in_state(self, state: int) -> list[Token]:
        """Live tokens in a state, oldest first."""
        return [task for task in self.tasks.values() if task._state & state and task._parent is not None]

    def plant(self) -> Token:
        """The root token, which stands for the process itself and is never stored."""
        self.task_tree = Token(self, self.spec.start, None, TaskState.STARTED, ROOT)
        return self.task_tree

    def update_waiting_tasks(self) -> None:
        """Nothing is polled here: arrivals, acts and the run loop decide what happens."""


class Instance(_Scans, BpmnWorkflow):
    """One dossier. ``counter`` numbers its tokens for its whole life."""

    def __init__(self, spec: Any, inner_specs: Any, script_engine: Any, run: Run, counter: int = 0) -> None:
        BpmnWorkflow.__init__(self, spec, inner_specs, script_engine, deserializing=True)
        self.run = run
        self.counter = counter
        self.plant()

    def new_id(self) -> str:
        """The next id; ids are short, ordered and never used twice in a dossier."""
        self.counter += 1
        return str(self.counter)

    def everywhere(self) -> Iterator[_Scans]:
        """This process and every sub-process running in it, outer before inner."""
        yield self
        yield from self.subprocesses.values()

    def find(self, task_id: str) -> Token | None:
        """The token with this id, wherever it lives."""
        if task_id == ROOT:
            return None
        for instance in self.everywhere():
            if task_id in instance.tasks:
                return instance.tasks[task_id]
        return None

    def get_task_from_id(self, task_id: str) -> Token:
        """The library's name for ``find``, for tokens that exist."""
        task = self.find(task_id)
        if task is None:
            raise KeyError(task_id)
        return task

    def open_inner(self, owner: Token, spec_name: str) -> InnerInstance:
        """Start keeping a sub-process run by ``owner``."""
        inner = InnerInstance(self.subprocess_specs[spec_name], owner, self)
        self.subprocesses[owner.id] = inner
        return inner

    def forget_inner(self, owner_id: str) -> None:
        """Drop the sub-process run by a token, with those inside it."""
        inner = self.subprocesses.pop(owner_id, None)
        if inner is not None:
            for task_id in list(inner.tasks):
                self.forget_inner(task_id)


class InnerInstance(_Scans, BpmnSubWorkflow):
    """One run of a sub-process or called process. ``local`` holds the names of one item of a multi-instance."""

    def __init__(self, spec: Any, owner: Token, top: Instance) -> None:
        BpmnSubWorkflow.__init__(self, spec, owner.id, top, deserializing=True)
        self.owner = owner
        self.local: dict[str, Any] | None = None
        self.plant()
