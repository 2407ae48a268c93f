"""Vietnamese public holidays: a year's decided list where there is one, otherwise a draft by the holidays library.

The library knows the law (fixed, lunar and compensation days) but not every decision of a year; a decided list is
complete, wins entirely, and names its decisions. A drafted year makes due dates provisional.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from typing import Any

import holidays

from engine.clock.calendars.days import Exception_
from engine.clock.calendars.listing import Listing, named, read_date, read_text
from engine.clock.calendars.swaps import check_swap, of_year
from engine.clock.problems import CalendarProblem
from engine.text import Text

Days = dict[date, Exception_]
_FRIDAY = 4


@dataclass(frozen=True)
class VietnameseDays:
    """A day list of the whole nation; ``decided`` holds the years that were decided, whole."""

    decided: Mapping[int, Mapping[date, Exception_]]
    _drafts: dict[int, Days] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def shipped(cls) -> VietnameseDays:
        """Return the list with every yearly file that ships with the product."""
        folder = resources.files("engine.clock") / "data"
        files = (entry for entry in folder.iterdir() if entry.name.startswith("vn-"))
        return cls(dict(decided_year(json.loads(entry.read_text(encoding="utf-8"))) for entry in files))

    def with_year(self, data: Mapping[str, Any]) -> VietnameseDays:
        """Return this list with one more decided year, written like the shipped files; it replaces that year."""
        year, days = decided_year(data)
        return VietnameseDays({**self.decided, year: days})

    def exception(self, day: date) -> Exception_ | None:
        """Return what ``day`` is by the decisions, or by the draft of an undecided year."""
        for year in (day.year, day.year - 1, day.year + 1):
            found = self.decided.get(year, {}).get(day)
            if found:
                return found
        return None if day.year in self.decided else self._draft(day.year).get(day)

    def undecided(self, year: int) -> bool:
        """Say whether there is no decided list for ``year``."""
        return year not in self.decided

    def _draft(self, year: int) -> Days:
        if year not in self._drafts:
            self._drafts[year] = draft(year)
        return self._drafts[year]


def draft(year: int) -> Days:
    """Return what the holidays library expects of a year."""
    vietnamese = holidays.country_holidays("VN", years=year, language="vi")
    english = holidays.country_holidays("VN", years=year, language="en_US")
    days: Days = {
        day: Exception_("holiday", Text(f"{name} (dự kiến)", f"{english.get(day, name)} (expected)"))
        for day, name in vietnamese.items()
    }
    reason = Text("Ngày làm bù (dự kiến)", "Make-up working day (expected)")
    days.update({day: Exception_("swapped", reason, like=_FRIDAY) for day in vietnamese.weekend_workdays})
    return days


def decided_year(data: Mapping[str, Any]) -> tuple[int, Days]:
    """Read a yearly file: its year and the days it decides, each with its decision in the reason.

    Raises CalendarProblem when a day is listed twice, a date is unreadable, or a decision is not named.
    """
    listing, unnamed, year = Listing(), Text("Ngày nghỉ lễ", "Public holiday"), int(data["year"])
    for entry in data["holidays"]:
        reason = named(read_text(entry, unnamed), _decision(data, entry))
        listing.add(of_year(read_date(entry["date"]), year), Exception_("holiday", reason))
    for entry in data.get("swaps", ()):
        off, work = read_date(entry["off"]), read_date(entry["work"])
        check_swap(off, work, year)
        listing.add_swap(off, work, _decision(data, entry))
    return year, listing.checked()


def _decision(data: Mapping[str, Any], entry: Mapping[str, Any]) -> Text:
    decision = data.get("decisions", {}).get(entry.get("by"))
    if not decision:
        raise CalendarProblem(
            Text(
                f"Lịch nghỉ năm {data['year']}: “{entry}” không nêu văn bản quyết định.",
                f"Holidays of {data['year']}: “{entry}” does not name its decision.",
            )
        )
    return read_text(decision, Text("", ""))
