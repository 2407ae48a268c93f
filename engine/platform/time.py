"""Time as a parameter: the one real clock, a clock for tests, and what day it is in Viet Nam."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Now = Callable[[], datetime]
"""Answers the present instant, aware and in UTC; passed to whatever needs the time."""

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def system_now() -> datetime:
    """Return the machine's present instant; only the composition root hands this function on."""
    return datetime.now(UTC)


def as_utc(at: datetime) -> datetime:
    """Return ``at`` in UTC; a time without zone is a ValueError, since a guessed one ruins deadlines."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC)


def local(at: datetime) -> datetime:
    """Return the same instant on a Vietnamese wall clock."""
    return as_utc(at).astimezone(VIETNAM)


def local_day(at: datetime) -> date:
    """Return the Vietnamese calendar day of an instant."""
    return local(at).date()


class FixedClock:
    """A clock that stands still until it is told to move; callable wherever a ``Now`` is wanted."""

    def __init__(self, at: datetime) -> None:
        self._at = as_utc(at)

    def __call__(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        """Move to another instant, forwards or backwards."""
        self._at = as_utc(at)

    def forward(self, **amount: float) -> datetime:
        """Move on by ``timedelta(**amount)`` and return the new present."""
        self._at += timedelta(**amount)
        return self._at
