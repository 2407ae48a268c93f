"""Everything that can be done to a dossier where it stands: one choice per act worth trying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.bpmn.definition import Node
from engine.rehearsal.partner import Partner, partner_of
from engine.rehearsal.subject import Subject
from engine.rehearsal.values import UNIT, Values
from engine.spiff import Act, Answer, Complete, Deliver, Fire, Thing, Withdraw


@dataclass(frozen=True)
class Choice:
    """One act: ``kind`` is step, wait, timer, call, failed, by_hand, auto_closed or withdrawn."""

    kind: str
    element: str
    act: Act
    outcome: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    at: datetime | None = None


class Choosing:
    """Choices at what is open, for one version."""

    def __init__(self, subject: Subject, values: Values, now: datetime) -> None:
        self.subject, self.values, self.now = subject, values, now
        self._partners: dict[str, Partner] = {}

    def of(self, thing: Thing) -> list[Choice]:
        """What can happen to one open thing."""
        node = self.subject.nodes[thing.element]
        return list(
            {"step": self._step, "wait": self._wait, "timer": self._timer, "call": self._call}[thing.kind](node, thing)
        )

    def leaving(self, thing: Thing) -> list[Choice]:
        """How the whole dossier can end while it waits: nobody answers in time, or the applicant gives up."""
        wait = self.subject.nodes[thing.element].wait
        found = [Choice("withdrawn", thing.element, Withdraw("withdrawn"))]
        if wait is not None and wait.auto_close_after:
            found.insert(0, Choice("auto_closed", thing.element, Withdraw("auto_closed")))
        return found

    def _step(self, node: Node, thing: Thing) -> Iterator[Choice]:
        outcomes: list[str | None] = [one.id for one in node.step.outcomes] if node.step else []
        for outcome in outcomes or [None]:
            for values in self.values.answers(node.id):
                act = Complete(thing.task, outcome, values, UNIT, self.now)
                yield Choice("step", node.id, act, outcome, values)

    def _wait(self, node: Node, thing: Thing) -> Iterator[Choice]:
        for values in self.values.answers(node.id):
            yield Choice("wait", node.id, Deliver(thing.task, values), None, values)

    def _timer(self, node: Node, thing: Thing) -> Iterator[Choice]:
        due = max(thing.due, self.now) if thing.due is not None else self.now
        yield Choice("timer", node.id, Fire(thing.task), at=due)

    def _call(self, node: Node, thing: Thing) -> Iterator[Choice]:
        """Yes in every way that matters, an answer nothing can be read of, every no, and silence to the end."""
        partner, answers = self.partner(node), self.values.answers(node.id)
        for values in answers:
            yield Choice("call", node.id, Answer(thing.task, values, response=partner.example), None, values)
        nothing: dict[str, Any] = dict.fromkeys((*partner.results, *answers[0]))
        if nothing:
            yield Choice("call", node.id, Answer(thing.task, nothing, response={}), None, nothing)
        for code in sorted(partner.thrown):
            yield Choice("failed", node.id, Answer(thing.task, error=code), code)
        if partner.stops:
            blank = dict.fromkeys(answers[0]) if answers else {}
            yield Choice("by_hand", node.id, Answer(thing.task, blank), None, blank)

    def partner(self, node: Node) -> Partner:
        """The other end of a call, worked out once."""
        if node.id not in self._partners:
            self._partners[node.id] = partner_of(self.subject, node)
        return self._partners[node.id]
