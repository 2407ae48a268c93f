"""A play: a dossier on its way through the real ``advance``, with what comes next on it when it follows a story."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from engine.bpmn.definition import Node
from engine.forms import Form, OptionSource
from engine.rehearsal.choosing import Choice, Choosing
from engine.rehearsal.hours import Spent, spent
from engine.rehearsal.playing.filling import Fill, application, whole
from engine.rehearsal.playing.stories import kept
from engine.rehearsal.reading import Reading
from engine.rehearsal.scenarios.driving import Broken, Drive, NoOutcome, NotOpen, WrongAnswers
from engine.rehearsal.scenarios.recording import begun, recorded
from engine.rehearsal.scenarios.scenario import (
    AUTO_CLOSED,
    BY_HAND,
    FAILED,
    STEP,
    TIMER,
    WAIT,
    WITHDRAWN,
    Answers,
    Filed,
    Move,
    Scenario,
)
from engine.rehearsal.subject import Subject
from engine.rehearsal.values import Values
from engine.spiff import Thing


@dataclass(frozen=True)
class Plan:
    """What is played: what has been done, and what the story has in store; a deviation empties that."""

    filed: Filed
    done: tuple[Move, ...] = ()
    ahead: tuple[Move, ...] = ()
    begun: bool = False
    """Whether the application has been handed in."""

    def filed_as(self, filed: Filed) -> Plan:
        """The application handed in."""
        return replace(self, filed=filed, begun=True)

    def moved(self, move: Move) -> Plan:
        """One more thing done; what the story has in store stays when it has just this in store."""
        if self.ahead and (self.ahead[0].at, self.ahead[0].does, self.ahead[0].outcome) == (
            move.at,
            move.does,
            move.outcome,
        ):
            return replace(self, done=(*self.done, move), ahead=self.ahead[1:])
        return replace(self, done=(*self.done, move), ahead=())

    def back(self) -> Plan:
        """The last thing undone; it is what comes next again."""
        if not self.done:
            return replace(self, begun=False)
        return replace(self, done=self.done[:-1], ahead=(self.done[-1], *self.ahead))


@dataclass(frozen=True)
class Offer:
    """One thing that can be done at an open element; ``outcome`` is the code of a failed call, ``answers`` its data."""

    does: str
    outcome: str | None = None
    answers: Answers = field(default_factory=dict)


def _offer(choice: Choice) -> Offer:
    outcome = choice.outcome if choice.kind == FAILED else None
    return Offer(choice.kind, outcome, {} if choice.kind == BY_HAND else kept(choice.values))


class Play:
    """A plan brought to where it stands. Raises what Drive raises when an act no longer can be done."""

    def __init__(self, subject: Subject, plan: Plan, now: datetime, options: OptionSource | None = None) -> None:
        self.subject, self.plan, self.now = subject, plan, now
        self.drive = Drive(subject, now, options)
        if plan.begun:
            self.drive.file(plan.filed)
            for move in plan.done:
                self.drive.move(move)

    @property
    def over(self) -> bool:
        """Whether the dossier has ended, or stands where nobody can do anything."""
        return self.plan.begun and (self.drive.standing.ended is not None or not self.open)

    @property
    def open(self) -> tuple[Thing, ...]:
        """What can be gone on with; of things that are alike the first."""
        first: dict[tuple[str, str], Thing] = {}
        for thing in sorted(self.drive.standing.things, key=lambda one: (one.items, int(one.task))):
            if thing.kind != "error":
                first.setdefault((thing.element, thing.kind), thing)
        return tuple(sorted(first.values(), key=lambda one: int(one.task)))

    @property
    def next(self) -> Move | None:
        """What the story does next, while it still can."""
        move = self.plan.ahead[0] if self.plan.ahead else None
        if move is None or not self.plan.begun:
            return None
        try:
            self.drive.thing(move)
        except NotOpen:
            return None
        return move

    @property
    def spent(self) -> Spent | None:
        """Working hours so far, as the law counts them."""
        return spent(self.subject, tuple(self.drive.edges), self.drive.case) if len(self.drive.edges) > 1 else None

    @property
    def passed(self) -> frozenset[str]:
        """Elements and flows passed."""
        return frozenset(one for edge in self.drive.edges for one in edge.path)

    def node(self, element: str) -> Node:
        """A node by id."""
        return self.subject.nodes[element]

    def form_at(self, element: str) -> Form | None:
        """The form shown at a step or wait."""
        return self.subject.form_of(element)

    def around(self) -> dict[str, Any]:
        """The names a form may read."""
        return self.drive.around()

    def offers(self, thing: Thing) -> tuple[Offer, ...]:
        """What may happen to a thing that is open, in the order it is offered."""
        if thing.kind == "step":
            return (Offer(STEP),)
        if thing.kind == "timer":
            return (Offer(TIMER),)
        if thing.kind == "wait":
            wait = self.node(thing.element).wait
            closes = (Offer(AUTO_CLOSED),) if wait is not None and wait.auto_close_after else ()
            return (Offer(WAIT), *closes, Offer(WITHDRAWN))
        reading = Reading(self.subject)
        choosing = Choosing(self.subject, Values(self.subject, reading, self.now), self.now)
        found = [_offer(one) for one in choosing.of(thing)]
        return (*(one for place, one in enumerate(found) if one not in found[:place]), Offer(WITHDRAWN))

    def answers(self, element: str, does: str) -> Answers:
        """What the story answers there, else nothing."""
        move = self.next
        return move.answers if move is not None and (move.at, move.does) == (element, does) else {}

    def as_scenario(self, name: str) -> Scenario:
        """What was played, with everything it came to as what is expected."""
        return recorded(begun(name, self.plan.filed, self.plan.done), self.drive)


def filled(
    subject: Subject, scenario: Scenario, fill: Fill, now: datetime, options: OptionSource | None = None
) -> Plan:
    """A plan that has gone the scenario's way as far as it can be gone, every form filled in whole.

    It stops before the first step whose form takes neither the scenario's answers nor the samples around them.
    """
    plan = Plan(scenario.filed, ahead=scenario.moves)
    form = subject.form_of("don")
    drive = Drive(subject, now, options)
    if form is not None:
        answers = application(subject, form, scenario.filed, fill, drive.before(scenario.filed), options)
        plan = replace(plan, filed=replace(scenario.filed, answers=answers))
    try:
        drive.file(plan.filed)
        plan = plan.filed_as(plan.filed)
        for move in scenario.moves:
            done = replace(move, answers=whole_answers(subject, drive, move, fill))
            drive.move(done)
            plan = replace(plan, done=(*plan.done, done), ahead=plan.ahead[1:])
    except (WrongAnswers, NotOpen, NoOutcome, Broken):
        pass
    return plan


def whole_answers(subject: Subject, drive: Drive, move: Move, fill: Fill) -> Answers:
    """The answers of a move among plausible answers for the rest of its form."""
    form = subject.form_of(move.at) if move.does in (STEP, WAIT) else None
    return whole(form, move.answers, fill, drive.around(), drive.options) if form is not None else move.answers
