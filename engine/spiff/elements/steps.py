"""A step done by a person, and a wait ended by a message: both stay open until an act names them."""

from __future__ import annotations

from engine.spiff.elements.base import Element
from engine.spiff.library import TaskState
from engine.spiff.task import Token


class UserStep(Element):
    """A user task. It is ready at once and never runs by itself."""

    opens_as = "step"


class MessageWait(Element):
    """A receive task or message catch event: waiting until ``Deliver`` names this very token."""

    opens_as = "wait"

    def arrive(self, task: Token) -> bool:
        """Wait; messages reach a wait by its id, so nothing needs to be matched here."""
        task._set_state(TaskState.WAITING)
        return False
