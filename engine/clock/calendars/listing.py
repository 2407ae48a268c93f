"""Collecting listed days, and finding where a list contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engine.clock.calendars.days import Exception_
from engine.clock.calendars.hours import periods
from engine.clock.problems import CalendarProblem
from engine.text import Text

_MADE_UP = Text("Làm bù", "Make-up working day")


class Listing:
    """Days gathered from a file; a date said twice is remembered and refused at the end, all together."""

    def __init__(self) -> None:
        self.days: dict[date, Exception_] = {}
        self._twice: dict[date, list[Exception_]] = {}

    def add(self, day: date, what: Exception_) -> None:
        """List one day."""
        if day in self.days:
            self._twice.setdefault(day, [self.days[day]]).append(what)
        self.days[day] = what

    def add_swap(self, off: date, work: date, decision: Text | None) -> None:
        """List a working day off and the day that is worked instead, like the weekday it replaces."""
        rest = Text(f"Nghỉ hoán đổi, làm bù ngày {work:%d/%m/%Y}", f"Day off, made up for on {work:%d/%m/%Y}")
        made_up = Text(f"{_MADE_UP.vi} cho ngày {off:%d/%m/%Y}", f"Making up for {off:%d/%m/%Y}")
        self.add(off, Exception_("holiday", named(rest, decision)))
        self.add(work, Exception_("swapped", named(made_up, decision), like=off.weekday()))

    def checked(self) -> dict[date, Exception_]:
        """Return the days; raises CalendarProblem naming every date that was listed twice."""
        if self._twice:
            twice = sorted(self._twice.items())
            vi = "; ".join(f"{day:%d/%m/%Y} được khai nhiều lần ({_both(said).vi})" for day, said in twice)
            en = "; ".join(f"{day:%d/%m/%Y} listed more than once ({_both(said).en})" for day, said in twice)
            raise CalendarProblem(
                Text(
                    f"Danh sách ngày nghỉ mâu thuẫn: {vi}; hãy giữ lại một dòng cho mỗi ngày.",
                    f"The list of days contradicts itself: {en}; keep one line for each day.",
                )
            )
        return self.days


def _both(said: list[Exception_]) -> Text:
    """What a day is said to be, each time it is listed."""
    return Text(" / ".join(one.reason.vi for one in said), " / ".join(one.reason.en for one in said))


def named(what: Text, decision: Text | None) -> Text:
    """Add the decision a day rests on to its reason."""
    return Text(f"{what.vi} – {decision.vi}", f"{what.en} – {decision.en}") if decision else what


def half_day(hours: Iterable[str], reason: Text) -> Exception_:
    """Return a day on which exactly these hours are worked."""
    return Exception_("special", reason, periods(*hours))


def read_date(written: object) -> date:
    """Read an ISO date; raises CalendarProblem for anything else."""
    try:
        return date.fromisoformat(written if isinstance(written, str) else "")
    except ValueError:
        raise CalendarProblem(
            Text(f"“{written}” không phải ngày dạng 2026-12-31.", f"“{written}” is not a date like 2026-12-31.")
        ) from None


def read_text(entry: Mapping[str, Any], default: Text) -> Text:
    """Read the bilingual words ``vi`` and ``en`` of an entry; English falls back to Vietnamese."""
    said = str(entry.get("vi", "")) or default.vi
    return Text(said, str(entry.get("en", "")) or (said if "vi" in entry else default.en))
