"""Joins that count tokens per incoming flow, so that loops, history and completion order cannot mislead them.

The library decides a join by looking for completed ancestors in the task tree, which fires early on the second pass of
a loop. Here every arrival is itself a waiting token that knows the flow it came by; a join looks at those alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.spiff.elements.base import Element
from engine.spiff.elements.gateways import Choosing
from engine.spiff.library import TaskState
from engine.spiff.task import Token

FROM = "from"


class Joining(Element):
    """A gateway with several incoming flows; an arrival waits and remembers its flow."""

    def came_by(self, task: Token, flow: str) -> None:
        """Remember the flow: it is all a join ever needs to know of the past."""
        if len(self.node.incoming) > 1:
            task.internal_data[FROM] = flow

    def arrive(self, task: Token) -> bool:
        """Wait for the others, unless there is only one way in."""
        if len(self.node.incoming) < 2:
            return True
        task._set_state(TaskState.WAITING)
        return self.arrived(task)

    def arrived(self, task: Token) -> bool:
        """One more token waits here; True lets this one go on."""
        return False

    def waiting(self, task: Token) -> dict[str, Token]:
        """The oldest waiting arrival of each flow, in the same scope of the same run."""
        oldest: dict[str, Token] = {}
        for other in task.parent.children:
            if other.task_spec is self and other._state == TaskState.WAITING:
                oldest.setdefault(other.internal_data[FROM], other)
        return oldest

    def merge(self, task: Token, arrivals: Mapping[str, Token]) -> None:
        """One token goes on for all that arrived; a second token on the same flow stays for the next time."""
        for other in arrivals.values():
            if other is not task:
                other.leave()
        del task.internal_data[FROM]


class Parallel(Joining):
    """Goes on when every incoming flow has a token, and leaves by every outgoing flow."""

    def arrived(self, task: Token) -> bool:
        """Decided at once: the rule looks at nothing but this gateway's own arrivals."""
        arrivals = self.waiting(task)
        if len(arrivals) < len(self.node.incoming):
            return False
        self.merge(task, arrivals)
        return True


class Inclusive(Choosing, Joining):
    """Goes on when no token elsewhere can still bring one to an empty incoming flow; leaves by every flow that holds.

    ``reach[flow]`` are the elements, one bit each, from which that flow can be reached without passing this gateway.
    The rule is that of BPMN 2.0.2, table 13.3; it is decided when the dossier has come to rest, because it depends on
    tokens elsewhere.
    """

    reach: Mapping[str, int] = {}

    def may_go_on(self, task: Token) -> bool:
        """Whether no token elsewhere can reach an empty flow without being able to reach a full one as well."""
        arrivals = self.waiting(task)
        full = empty = 0
        for flow in self.node.incoming:
            if flow in arrivals:
                full |= self.reach[flow]
            else:
                empty |= self.reach[flow]
        pending = empty & ~full
        return not any(pending & token.task_spec.bit for token in self.others(task))

    def others(self, task: Token) -> list[Token]:
        """Tokens of the same scope that are not at this gateway; a scope inside stands for what lives in it."""
        return [
            token
            for token in task.parent.children
            if token.task_spec is not self and token.task_spec.counts_as_token(token)
        ]

    def go_on(self, task: Token) -> None:
        """Merge the arrivals into ``task``, which becomes ready."""
        self.merge(task, self.waiting(task))
        task._set_state(TaskState.READY)

    def choose(self, task: Token) -> list[int]:
        """Every flow that holds, else the default."""
        if len(self.routes) == 1 and self.routes[0].condition is None:
            return [0]
        chosen = self.holding(task) or self.default()
        if not chosen:
            raise self.no_way()
        return chosen
