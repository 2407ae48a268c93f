"""End events: plain, terminating, and those that throw an error to an activity around them."""

from __future__ import annotations

from engine.spiff.elements.base import Element, run_of
from engine.spiff.task import Token


class End(Element):
    """A token's end. At the top level it may say how the dossier ends."""

    def run(self, task: Token) -> bool:
        """Remember the end reached; the last one that states a result is the dossier's."""
        run_of(task).reached_end(task, self.node)
        return True


class Terminate(End):
    """Ends every other token of this process with it."""

    def run(self, task: Token) -> bool:
        """Withdraw the others; sub-processes inside them go too."""
        super().run(task)
        for other in [token for token in task.workflow.live() if token is not task]:
            if other.id in task.workflow.tasks and not _holds(other, task):
                other.leave()
        return True


class ErrorEnd(Element):
    """Throws an error code out of its sub-process."""

    def run(self, task: Token) -> bool:
        """The nearest error event around this sub-process happens; without one it is an incident here."""
        run = run_of(task)
        run.path.append(self.node.id)
        run.throw(task.workflow.owner, self.node.event_code or "")
        return True

    def _on_complete(self, task: Token) -> None:
        """Nothing is left to complete: the sub-process was interrupted, this token with it."""


def _holds(scope: Token, token: Token) -> bool:
    """Whether ``token`` lives somewhere inside ``scope``."""
    while not token.is_root:
        token = token.parent
        if token is scope:
            return True
    return False
