"""Days and hours as people say them, always on the Vietnamese wall clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from admin_ui.web import context
from admin_ui.web.language import language
from engine.platform.time import local, local_day

_WEEKDAYS_VI = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(value: date | datetime | None) -> str:
    """Write a day: 23/11/2026, or 23 November 2026; nothing for None."""
    if value is None:
        return ""
    on = _day_of(value)
    if language() == "en":
        return f"{on.day} {_MONTHS_EN[on.month - 1]} {on.year}"
    return f"{on:%d/%m/%Y}"


def hour(value: datetime | None) -> str:
    """Write the time of day: 16:30."""
    return "" if value is None else f"{local(value):%H:%M}"


def day_hour(value: datetime | None) -> str:
    """Write day and time: 23/11/2026, 16:30."""
    return "" if value is None else f"{day(value)}, {hour(value)}"


def weekday(value: date | datetime | None) -> str:
    """Write the day with its name: Thứ Hai, 23/11/2026."""
    if value is None:
        return ""
    names = _WEEKDAYS_EN if language() == "en" else _WEEKDAYS_VI
    return f"{names[_day_of(value).weekday()]}, {day(value)}"


def appointment(value: datetime | None) -> str:
    """Write an instant as near people say it: "hôm nay, 17:00", "25/11, 11:30", with the year when it is another."""
    if value is None:
        return ""
    today, on = local_day(context.now()), local_day(value)
    return f"{_near(today, on)}, {hour(value)}"


def machine(value: date | datetime) -> str:
    """Write for <time datetime="…">."""
    return local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def _near(today: date, on: date) -> str:
    said = {
        timedelta(-1): ("hôm qua", "yesterday"),
        timedelta(0): ("hôm nay", "today"),
        timedelta(1): ("ngày mai", "tomorrow"),
    }.get(on - today)
    english = language() == "en"
    if said:
        return said[english]
    if on.year != today.year:
        return day(on)
    return f"{on.day} {_MONTHS_EN[on.month - 1]}" if english else f"{on:%d/%m}"


def _day_of(value: date | datetime) -> date:
    return local_day(value) if isinstance(value, datetime) else value
