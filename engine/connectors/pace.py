"""When to try again: doubling waits with jitter, so that a partner that comes back is not run over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

Random = Callable[[], float]
"""Answers a number from 0 up to 1; injected."""

FIRST = timedelta(seconds=5)
LONGEST = timedelta(minutes=15)
OPENS_AFTER = 5
"""Failures in a row after which a partner is left alone for a while."""

_REST = timedelta(seconds=30)
_DOUBLINGS = 20


def wait_after(attempt: int, random: Random) -> timedelta:
    """How long to wait after the n-th failure of one call: between half and all of the doubled time."""
    return _jittered(min(FIRST * (1 << min(attempt - 1, _DOUBLINGS)), LONGEST), random)


def rest_after(failures: int) -> timedelta | None:
    """How long a partner is left alone after so many failures in a row; None while it still may be called."""
    if failures < OPENS_AFTER:
        return None
    return min(_REST * (1 << min(failures - OPENS_AFTER, _DOUBLINGS)), LONGEST)


def spread(wait: timedelta, random: Random) -> timedelta:
    """A moment within the next tenth after ``wait``: those that wait for the same thing do not come at once."""
    return wait * (1 + random() / 10)


def _jittered(wait: timedelta, random: Random) -> timedelta:
    return wait * (0.5 + random() / 2)
