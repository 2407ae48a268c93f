"""What is open in a dossier, as the outside knows it: steps, waits, timers, calls, and tokens in error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.spiff.library import TaskState
from engine.spiff.task import Token

if TYPE_CHECKING:
    from engine.spiff.run import Run

_OPEN_IN = {
    "step": TaskState.READY,
    "wait": TaskState.WAITING,
    "timer": TaskState.WAITING,
    "call": TaskState.STARTED,
}


@dataclass(frozen=True, slots=True)
class Open:
    """One thing somebody or something outside can end."""

    task: str
    element: str
    kind: str
    token: Token


def open_things(run: Run) -> dict[str, Open]:
    """Everything open, by task id, oldest first."""
    found = {}
    for instance in run.instance.everywhere():
        for token in instance.live():
            kind = kind_of(token)
            if kind is not None:
                found[token.id] = Open(token.id, token.task_spec.node.id, kind, token)
    return found


def kind_of(token: Token) -> str | None:
    """``step``, ``wait``, ``timer``, ``call`` or ``error``; None for what the outside does not see."""
    if token._state == TaskState.ERROR:
        return "error"
    kind: str | None = token.task_spec.opens_as
    return kind if kind is not None and token._state == _OPEN_IN[kind] else None
