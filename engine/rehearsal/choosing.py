"""Everything that can be done to a dossier where it stands: one choice per act worth trying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.bpmn.definition import Node
from engine.rehearsal.subject import Subject
from engine.rehearsal.values import UNIT, Values
from engine.spiff import Act, Answer, Complete, Deliver, Fire, Thing, Withdraw

ANY_CODE = "LOI_KET_NOI"


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
        answers = self.values.answers(node.id)
        for values in answers:
            yield Choice("call", node.id, Answer(thing.task, values), None, values)
        for code in sorted(self._codes(node)):
            yield Choice("failed", node.id, Answer(thing.task, error=code), code)
        if node.connector and node.connector.failure and node.connector.failure.then == "manual":
            blank = dict.fromkeys(answers[0]) if answers else {}
            yield Choice("by_hand", node.id, Answer(thing.task, blank), None, blank)

    def _codes(self, node: Node) -> set[str]:
        """Error codes the diagram foresees for a call: caught on its border or around it, or named by itself."""
        codes = {one.event_code or ANY_CODE for one in self._catching(node)}
        then = (node.connector.failure.then or "") if node.connector and node.connector.failure else ""
        if then.startswith("error:"):
            codes.add(then.removeprefix("error:"))
        return codes

    def _catching(self, node: Node) -> list[Node]:
        around = self.subject.owners.get(node.parent or "", ())
        places = {node.id, *around}
        while around:
            around = tuple(o for a in around for o in self.subject.owners.get(self.subject.nodes[a].parent or "", ()))
            around = tuple(one for one in around if one not in places)
            places |= set(around)
        return [
            one
            for one in self.subject.nodes.values()
            if one.kind == "boundary" and one.attached_to in places and "error" in one.events
        ]
