"""The calendar of an office that changed its calendar: each day counts by the one kept that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from engine.clock.calendars.calendar import Calendar
from engine.clock.calendars.days import Day


class Turn(NamedTuple):
    """From ``first`` on an office keeps ``calendar``."""

    first: date
    calendar: Calendar


@dataclass(frozen=True, eq=False)
class Following(Calendar):
    """Several calendars, one after the other; days before the first turn count by the first."""

    turns: tuple[Turn, ...] = ()

    def provisional(self, first: date, last: date) -> bool:
        """Say whether a year on the way is undecided in the calendar kept then."""
        return any(self._kept(day).provisional(day, day) for day in _year_ends(first, last))

    def _work_out(self, day: date) -> Day:
        return self._kept(day).day(day)

    def _kept(self, day: date) -> Calendar:
        begun = [turn.calendar for turn in self.turns if turn.first <= day]
        return begun[-1] if begun else self.turns[0].calendar


def following(turns: Sequence[Turn]) -> Calendar:
    """Return one calendar for an office's whole life; the very calendar where it never changed."""
    kept = sorted(turns)
    if len({id(turn.calendar) for turn in kept}) == 1:
        return kept[0].calendar
    return Following(kept[-1].calendar.name, (), (), turns=tuple(kept))


def _year_ends(first: date, last: date) -> list[date]:
    """The two days themselves and a day of every year between them."""
    return [first, *(date(year, 12, 31) for year in range(first.year, last.year)), last]
