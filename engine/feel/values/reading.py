"""Reading dates and times from text, as XML Schema and FEEL write them."""

from __future__ import annotations

import re
from datetime import tzinfo

from engine.feel.values.durations import DayTimeDuration, YearMonthDuration, duration_from
from engine.feel.values.temporal import AnyDate, AnyDateTime, AnyTime, make_date, make_datetime, make_time
from engine.feel.values.zones import zone_from

_DATE = re.compile(r"(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|z|[+-]\d\d:\d\d(?::\d\d)?|@[\w/+\-]+)?", re.ASCII)


def date_from(text: str) -> AnyDate | None:
    """Read "2025-07-01" (a year has at least four digits); None when it is not a day."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    sign, year, month, day = found.groups()
    return make_date(-int(year) if sign else int(year), int(month), int(day))


def time_from(text: str) -> AnyTime | None:
    """Read "10:30:00", with fraction and zone if they are there; None when it is not a time."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second, fraction, tail = found.groups()
    zone: tzinfo | None = None
    if tail:
        zone = zone_from("Z" if tail == "z" else tail)
        if zone is None:
            return None
    return make_time(int(hour), int(minute), int(second), int((fraction or "").ljust(9, "0")), zone)


def datetime_from(text: str) -> AnyDateTime | None:
    """Read "2025-07-01T10:30:00", or a date alone for its midnight; None when it is neither."""
    day_text, separator, clock_text = text.partition("T")
    day = date_from(day_text)
    if day is None:
        return None
    clock = time_from(clock_text) if separator else make_time(0, 0, 0, 0, None)
    return None if clock is None else make_datetime(day, clock)


def temporal_from(text: str) -> AnyDate | AnyTime | AnyDateTime | DayTimeDuration | YearMonthDuration | None:
    """Read whatever an at-literal (@"…") may hold; None when it is none of them."""
    if text.startswith(("P", "-P")):
        return duration_from(text)
    if "T" in text.split("@")[0]:
        return datetime_from(text)
    return date_from(text) or time_from(text)
