"""A step done by a person, and a wait ended by a message: both stay open until an act names them."""

from __future__ import annotations

from engine.spiff.elements.base import Element
from engine.spiff.library import TaskState
from engine.spiff.task import Token


class UserStep(Element):
    """A user task. It is ready at once and never runs by itself."""

    opens_as = "step"


class Messaged(Element):
    """Anything that ends by a message; ``message`` is its name in the diagram."""

    opens_as = "wait"
    message: str | None = None


class MessageWait(Messaged):
    """A receive task or message catch event: waiting until ``Deliver`` names this very token."""

    def arrive(self, task: Token) -> bool:
        """Wait; messages reach a wait by its id, so nothing needs to be matched here."""
        task._set_state(TaskState.WAITING)
        return False
