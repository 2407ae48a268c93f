"""Days that differ from their week: holidays, swapped working days, half days; and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from engine.clock.calendars.hours import Periods
from engine.text import Text

DayKind = Literal["week", "holiday", "swapped", "special"]


@dataclass(frozen=True)
class Exception_:
    """One day that does not follow its week, with the reason people are told.

    ``holiday``: nobody works. ``special``: exactly ``periods`` are worked (a half day).
    ``swapped``: worked like the weekday ``like`` (0 = Monday), or exactly ``periods`` where given.
    """

    kind: DayKind
    reason: Text
    periods: Periods = ()
    like: int | None = None


class DayList(Protocol):
    """A source of exceptions: a unit's own list, the national list."""

    def exception(self, day: date) -> Exception_ | None:
        """Return what makes ``day`` exceptional, or None when this list is silent about it."""

    def undecided(self, year: int) -> bool:
        """Say whether this list is only a draft for ``year`` (then due dates that reach it are provisional)."""


@dataclass(frozen=True)
class FixedDays:
    """A list written out day by day; it never leaves a year undecided."""

    days: Mapping[date, Exception_] = field(default_factory=dict)

    def exception(self, day: date) -> Exception_ | None:
        """Return the listed exception of ``day``."""
        return self.days.get(day)

    def undecided(self, year: int) -> bool:
        """Return False: what is written out is decided."""
        return False


@dataclass(frozen=True)
class Day:
    """What one date is worth: its open periods, their sum in seconds, and why it is not an ordinary day."""

    periods: Periods
    seconds: int
    kind: DayKind
    reason: Text | None
