"""Vietnamese public holidays: a year's decided list where we have one, otherwise a draft by the holidays library.

The library knows the law (fixed, lunar and compensation days) but not every decision of a year; a decided list is
complete, wins entirely, and names its decisions. A drafted year makes due dates provisional.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from typing import Any

import holidays

from engine.clock.calendars.days import Exception_
from engine.text import Text

Days = dict[date, Exception_]


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
    days.update({day: Exception_("swapped", reason, like=4) for day in vietnamese.weekend_workdays})
    return days


def decided_year(data: Mapping[str, Any]) -> tuple[int, Days]:
    """Read a yearly file: its year and the days it decides, each with its decision in the reason."""
    decisions = data["decisions"]
    days: Days = {}
    for entry in data["holidays"]:
        days[date.fromisoformat(entry["date"])] = Exception_(
            "holiday", _named(Text(entry["vi"], entry["en"]), decisions[entry["by"]])
        )
    for entry in data.get("swaps", ()):
        days.update(
            _swapped(date.fromisoformat(entry["off"]), date.fromisoformat(entry["work"]), decisions[entry["by"]])
        )
    return data["year"], days


def _swapped(off: date, work: date, decision: Mapping[str, str]) -> Iterable[tuple[date, Exception_]]:
    rest = Text(f"Nghỉ hoán đổi, làm bù ngày {work:%d/%m/%Y}", f"Day off, made up for on {work:%d/%m/%Y}")
    made_up = Text(f"Làm bù cho ngày {off:%d/%m/%Y}", f"Making up for {off:%d/%m/%Y}")
    yield off, Exception_("holiday", _named(rest, decision))
    yield work, Exception_("swapped", _named(made_up, decision), like=off.weekday())


def _named(what: Text, decision: Mapping[str, str]) -> Text:
    return Text(f"{what.vi} – {decision['vi']}", f"{what.en} – {decision['en']}")
