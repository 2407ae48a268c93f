"""Calendars written as JSON: a unit's own working hours, with or without the national holidays.

    {"name": "Phường Sao Mai",
     "national_holidays": true,
     "hours": [{"from": "2026-04-16", "to": "2026-10-15",
                "week": {"mon-fri": ["07:00-11:30", "13:30-17:00"], "sat": ["07:30-11:30"]}}],
     "holidays": [{"date": "2026-06-12", "vi": "Ngày thành lập phường"}, "2026-06-15"],
     "swaps": [{"off": "2026-06-19", "work": "2026-06-27", "vi": "Quyết định 12/QĐ-UBND"}],
     "half_days": [{"date": "2026-12-31", "hours": ["07:30-11:30"], "vi": "Nghỉ chiều cuối năm"}]}

``"base": "vn"`` builds on another calendar: its days off count too, and its hours where none are given here.
A single week may stand at the top as ``week``. Where the unit's own days and the nation's differ, the unit's win.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from engine.clock.calendars.builtin import builtin
from engine.clock.calendars.calendar import Calendar
from engine.clock.calendars.days import DayList, Exception_, FixedDays
from engine.clock.calendars.hours import Hours, Periods, Week, periods
from engine.clock.calendars.listing import Listing, half_day, read_date, read_text
from engine.clock.calendars.vietnam import VietnameseDays
from engine.clock.problems import CalendarProblem
from engine.text import Text

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KEYS = {"name", "base", "national_holidays", "week", "hours", "holidays", "swaps", "half_days"}


def read_calendar(
    source: str | bytes | Mapping[str, Any],
    national: VietnameseDays | None = None,
    named: Callable[[str], Calendar] = builtin,
) -> Calendar:
    """Read a calendar; raises CalendarProblem saying what is wrong in it.

    ``national`` is the holiday list of the installation; without it the shipped one is used. ``named`` finds the
    calendar this one is built on.
    """
    data = source if isinstance(source, Mapping) else _parsed(source)
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise _wrong(", ".join(unknown), "là khóa không dùng được", "is not a known key")
    try:
        lists: list[DayList] = [FixedDays(_days(data))]
        base = named(str(data["base"])) if data.get("base") else None
        if data.get("national_holidays", False):
            lists.append(national or VietnameseDays.shipped())
        elif base:
            lists.extend(base.lists)
        hours = base.hours if base and not data.keys() & {"week", "hours"} else _hours(data)
        return Calendar(str(data.get("name") or "calendar"), hours, tuple(lists))
    except (KeyError, TypeError, AttributeError) as error:
        raise _wrong(str(error), "thiếu hoặc sai kiểu", "is missing or of the wrong type") from None


def _parsed(source: str | bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(source)
    except ValueError as error:
        raise _wrong(str(error), "không phải JSON", "is not JSON") from None
    if not isinstance(data, dict):
        raise _wrong("JSON", "phải là một đối tượng", "must be an object")
    return data


def _hours(data: Mapping[str, Any]) -> tuple[Hours, ...]:
    entries = [{"week": data["week"]}] if "week" in data else data["hours"]
    hours = tuple(sorted(map(_validity, entries), key=lambda one: (one.valid_from is not None, one.valid_from)))
    for earlier, later in zip(hours, hours[1:], strict=False):
        if earlier.valid_to is None or later.valid_from is None or later.valid_from <= earlier.valid_to:
            raise _wrong("hours", "có hai bộ giờ cùng hiệu lực", "has two sets of hours in force at once")
    if not hours:
        raise _wrong("hours", "không có giờ làm việc nào", "has no working hours")
    return hours


def _validity(entry: Mapping[str, Any]) -> Hours:
    first = read_date(entry["from"]) if entry.get("from") else None
    last = read_date(entry["to"]) if entry.get("to") else None
    if first and last and last < first:
        raise _wrong("hours", "hết hiệu lực trước khi có hiệu lực", "ends before it begins")
    return Hours(_week(entry["week"]), first, last)


def _week(written: Mapping[str, Any]) -> Week:
    days: dict[int, Periods] = {}
    for name, hours in written.items():
        for weekday in _weekdays(name):
            if weekday in days:
                raise _wrong(f"{name}", "khai một thứ hai lần", "names a weekday twice")
            days[weekday] = periods(*hours)
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (days.get(weekday, ()) for weekday in range(7))
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def _weekdays(name: str) -> range:
    first, _, last = name.partition("-")
    if first not in _WEEKDAYS or (last or first) not in _WEEKDAYS:
        raise _wrong(name, "không phải một thứ (mon … sun, hoặc mon-fri)", "is not a weekday (mon … sun, or mon-fri)")
    return range(_WEEKDAYS.index(first), _WEEKDAYS.index(last or first) + 1)


def _days(data: Mapping[str, Any]) -> dict[Any, Exception_]:
    listing, own_day_off = Listing(), Text("Ngày nghỉ của đơn vị", "The unit's day off")
    for entry in data.get("holidays", ()):
        full = {"date": entry} if isinstance(entry, str) else entry
        listing.add(read_date(full["date"]), Exception_("holiday", read_text(full, own_day_off)))
    for entry in data.get("swaps", ()):
        if entry["off"] == entry["work"]:
            raise _wrong(entry["off"], "vừa là ngày nghỉ vừa là ngày làm bù", "is both the day off and its make-up day")
        decision = read_text(entry, own_day_off) if "vi" in entry else None
        listing.add_swap(read_date(entry["off"]), read_date(entry["work"]), decision)
    for entry in data.get("half_days", ()):
        reason = read_text(entry, Text("Chỉ làm việc một phần ngày", "Part of the day is worked"))
        listing.add(read_date(entry["date"]), half_day(entry["hours"], reason))
    return listing.checked()


def _wrong(what: str, vi: str, en: str) -> CalendarProblem:
    return CalendarProblem(Text(f"Tệp lịch: {what} {vi}.", f"Calendar file: {what} {en}."))
