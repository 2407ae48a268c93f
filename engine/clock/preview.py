"""What a change of a calendar would do: every due date that moves, before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from engine.clock.assessment import assess
from engine.clock.calendars.calendar import Calendar
from engine.clock.events import ClockEvent
from engine.clock.terms import Term


class Case(NamedTuple):
    """A dossier as the clock sees it; ``key`` is whatever the caller knows it by."""

    key: str
    term: Term
    events: Sequence[ClockEvent]


class Moved(NamedTuple):
    """A due date that a change of calendar moves."""

    key: str
    before: datetime
    after: datetime


def moved_dues(cases: Iterable[Case], before: Calendar, after: Calendar) -> Iterator[Moved]:
    """Yield the open cases whose present due date differs between two calendars; what has ended stays as it was."""
    for case in cases:
        old, new = (assess(case.term, case.events, calendar) for calendar in (before, after))
        if old.due and new.due and old.due != new.due and old.status in ("running", "stopped"):
            yield Moved(case.key, old.due, new.due)
