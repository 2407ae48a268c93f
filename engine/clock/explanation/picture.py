"""An explanation as days of a small calendar: one mark for each date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from engine.clock.explanation.segment import Segment, SegmentKind
from engine.clock.zone import midnight
from engine.text import Text

_WEIGHT: dict[SegmentKind, int] = {"extension": 4, "work": 3, "stopped": 2, "annulled": 1, "off": 0}


class DayMark(NamedTuple):
    """One date: the seconds counted on it, what it mostly stands for, and every reason given for it, once."""

    day: date
    counted_seconds: int
    kind: SegmentKind
    reasons: tuple[Text, ...]


def day_marks(explanation: Iterable[Segment]) -> tuple[DayMark, ...]:
    """Return a mark for every date the explanation touches, in order."""
    days: dict[date, list[Segment]] = {}
    for segment in explanation:
        day = segment.start.date()
        while midnight(day) < segment.end:
            days.setdefault(day, []).append(segment)
            day += timedelta(days=1)
    return tuple(_mark(day, parts) for day, parts in sorted(days.items()))


def _mark(day: date, parts: list[Segment]) -> DayMark:
    kind = max((part.kind for part in parts), key=_WEIGHT.__getitem__)
    return DayMark(
        day, sum(part.counted_seconds for part in parts), kind, tuple(dict.fromkeys(part.reason for part in parts))
    )
