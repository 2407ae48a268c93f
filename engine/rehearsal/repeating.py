"""Answers that come twice, or when nobody waits for them any more: really delivered, and seen to change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.rehearsal.choosing import Choice
from engine.rehearsal.subject import Subject
from engine.spiff import Act, AlreadyEnded, Answer, Deliver, NotOpen, StepResult, Thing, World, advance

TWICE, LATE = "twice", "late"
_ANSWERS = ("call", "by_hand", "wait", "failed")


@dataclass(frozen=True)
class Again:
    """One answer tried again: at which element, ``twice`` or ``late``, and after what kind of act."""

    element: str
    how: str
    after: str


class Repeating:
    """Tries each answer again once per element and kind of act behind which it comes."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.tried: dict[Again, bool] = {}

    def after(self, things: Sequence[Thing], choice: Choice, result: StepResult, world: World) -> None:
        """Look at what ``choice`` closed of ``things``: deliver its answer to the standing that came of it."""
        closed = {one.task for one in (*result.waits_closed, *result.calls_closed)}
        for thing in things:
            if thing.task not in closed:
                continue
            mine = thing.element == choice.element and choice.kind in _ANSWERS
            again = Again(thing.element, TWICE if mine and choice.kind != "failed" else LATE, choice.kind)
            if again not in self.tried:
                self.tried[again] = self._changes_nothing(thing, choice.act if mine else None, result, world)

    def _changes_nothing(self, thing: Thing, act: Act | None, result: StepResult, world: World) -> bool:
        if act is None or isinstance(act, Answer):
            late: Act = Answer(thing.task, {}) if thing.kind == "call" else Deliver(thing.task, {})
            acts = [late] if act is None else [act, late]
        else:
            acts = [act]
        return all(self._refused(one, result, world) for one in acts)

    def _refused(self, act: Act, result: StepResult, world: World) -> bool:
        try:
            advance(self.subject.bundle, result.state, act, world)
        except (NotOpen, AlreadyEnded):
            return True
        return False
