"""The one time zone of the clock: every instant that enters is made local here, and refused when it has no zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from engine.clock.problems import ClockProblem
from engine.text import Text

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam has kept UTC+7 without summer time since 13/6/1975, so a fixed offset is the whole zone."""


def local(instant: datetime) -> datetime:
    """Return ``instant`` in Vietnamese time, to the whole second (fractions are dropped).

    Raises ClockProblem for an instant without a zone: guessing one is how dossiers become late at midnight.
    """
    if instant.utcoffset() is None:
        raise ClockProblem(
            Text(
                f"Thời điểm {instant.isoformat()} không có múi giờ.",
                f"The instant {instant.isoformat()} has no time zone.",
            )
        )
    return instant.astimezone(VIETNAM).replace(microsecond=0)


def midnight(day: date) -> datetime:
    """Return the first instant of ``day``."""
    return datetime.combine(day, time(), VIETNAM)


def at_second(day: date, second: int) -> datetime:
    """Return the instant ``second`` seconds after the midnight that opens ``day`` (86400 is the next midnight)."""
    return midnight(day) + timedelta(seconds=second)


def second_of_day(instant: datetime) -> int:
    """Return how many seconds have passed since midnight at a local ``instant``."""
    return instant.hour * 3600 + instant.minute * 60 + instant.second
