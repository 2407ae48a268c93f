"""Boundary events: what may happen to an activity while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.spiff.elements.base import Element
from engine.spiff.elements.steps import Messaged
from engine.spiff.elements.timers import Timed
from engine.spiff.library import TaskState, WorkflowSpec
from engine.spiff.task import Token

if TYPE_CHECKING:
    from engine.bpmn.definition import Node


class Boundary(Element):
    """Waits beside an activity. It is a possibility, not a token: inclusive joins do not reckon with it."""

    def __init__(self, graph: WorkflowSpec, node: Node) -> None:
        super().__init__(graph, node)
        self.closes_guard = node.interrupting

    def arrive(self, task: Token) -> bool:
        """Wait until an act or an error makes it happen."""
        task._set_state(TaskState.WAITING)
        return False

    def counts_as_token(self, task: Token) -> bool:
        """Only once it has happened."""
        return bool(task._state != TaskState.WAITING)


class BoundaryTimer(Timed, Boundary):
    """Happens when its instant has come."""


class BoundaryMessage(Boundary, Messaged):
    """Happens when a message is delivered to it."""


class BoundaryError(Boundary):
    """Happens when the activity ends with this error code; without a code, with any."""

    def catches(self, code: str) -> bool:
        """Whether this event is meant for ``code``."""
        return self.node.event_code is None or self.node.event_code == code
