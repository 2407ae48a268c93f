"""All calendars of an installation at one moment: shipped ones, stored ones, and who keeps which since when; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from engine import clock
from engine.clock import Calendar, CalendarProblem, Turn, VietnameseDays
from engine.text import Text

STANDARD = "vn"
"""What an office keeps whose calendar nobody knows."""


class Keeping(NamedTuple):
    """From ``first`` on a unit keeps the calendar ``name``."""

    first: date
    name: str


@dataclass(frozen=True)
class Book:
    """``calendars`` and ``years`` are stored documents; ``units`` tells who keeps which calendar."""

    calendars: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    years: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    units: Mapping[int, tuple[Keeping, ...]] = field(default_factory=dict)
    _made: dict[str, Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)
    _national: list[VietnameseDays] = field(default_factory=list, init=False, repr=False, compare=False)
    _followed: dict[int, Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def names(self) -> list[str]:
        """Every calendar there is, shipped ones first."""
        return [*clock.BUILT_IN, *sorted(set(self.calendars) - set(clock.BUILT_IN))]

    @property
    def national(self) -> VietnameseDays:
        """The nation's days off: the shipped years, and the stored ones in their place."""
        if not self._national:
            days = VietnameseDays.shipped()
            for document in self.years.values():
                days = days.with_year(document)
            self._national.append(days)
        return self._national[0]

    def document(self, name: str) -> Mapping[str, Any]:
        """A calendar as JSON, stored or shipped; raises CalendarProblem for an unknown one."""
        return self.calendars.get(name) or clock.as_document(clock.builtin(name))

    def calendar(self, name: str) -> Calendar:
        """A calendar by its name; raises CalendarProblem for an unknown one, or one built on itself."""
        return self._calendar(name, ())

    def of_unit(self, unit_id: int) -> Calendar:
        """The calendar a unit keeps over its whole life."""
        if unit_id not in self._followed:
            turns = [Turn(first, self.calendar(name)) for first, name in self.units.get(unit_id, ())]
            self._followed[unit_id] = clock.following(turns) if turns else self.calendar(STANDARD)
        return self._followed[unit_id]

    def with_calendar(self, name: str, document: Mapping[str, Any]) -> Book:
        """This book with one calendar new or changed."""
        return replace(self, calendars={**self.calendars, name: document})

    def with_year(self, year: int, document: Mapping[str, Any]) -> Book:
        """This book with the holidays of one year decided anew."""
        return replace(self, years={**self.years, year: document})

    def with_unit(self, unit_id: int, name: str, first: date) -> Book:
        """This book with a unit keeping another calendar from a day on."""
        before = [kept for kept in self.units.get(unit_id, ()) if kept.first < first]
        return replace(self, units={**self.units, unit_id: (*before, Keeping(first, name))})

    def _calendar(self, name: str, above: tuple[str, ...]) -> Calendar:
        if name in above:
            chain = " → ".join([*above, name])
            raise CalendarProblem(Text(f"Lịch dựa vào chính nó: {chain}.", f"A calendar is built on itself: {chain}."))
        if name not in self._made:
            read = clock.read_calendar(
                {**self.document(name), "name": name}, self.national, lambda base: self._calendar(base, (*above, name))
            )
            self._made[name] = read
        return self._made[name]
