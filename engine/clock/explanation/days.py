"""Working time told as contiguous segments: what was counted, what was not and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from engine.clock.explanation import reasons
from engine.clock.explanation.segment import Segment, joined
from engine.clock.zone import at_second, midnight
from engine.text import Text

if TYPE_CHECKING:
    from engine.clock.calendars.calendar import Calendar


class Stop(NamedTuple):
    """A stretch in which the clock stands still; ``end`` is None while it lasts."""

    start: datetime
    end: datetime | None
    reason: Text


def working_segments(
    calendar: Calendar, start: datetime, end: datetime, stops: Sequence[Stop] = ()
) -> tuple[Segment, ...]:
    """Tell the working time from ``start`` to ``end``, with the stops taken out."""
    told = (part for piece in _pieces(calendar, start, end) for part in cut_by(stops, piece))
    return joined(told)


def cut_by(stops: Sequence[Stop], piece: Segment) -> Iterator[Segment]:
    """Split a segment where a stop begins or ends; the parts inside a stop count nothing."""
    here = piece.start
    for stop in stops:
        stop_end = min(stop.end or piece.end, piece.end)
        if stop.start < piece.end and stop_end > here:
            yield _part(piece, here, max(stop.start, here))
            here = max(stop.start, here)
            yield Segment(here, stop_end, 0, stop.reason, "stopped")
            here = stop_end
    yield _part(piece, here, piece.end)


def _part(piece: Segment, start: datetime, end: datetime) -> Segment:
    counted = int((end - start).total_seconds()) if piece.counted_seconds else 0
    return piece._replace(start=start, end=end, counted_seconds=counted)


def _pieces(calendar: Calendar, start: datetime, end: datetime) -> Iterator[Segment]:
    day = start.date()
    while midnight(day) < end:
        for piece in _day_pieces(calendar, midnight(day)):
            first, last = max(piece.start, start), min(piece.end, end)
            if first < last:
                yield _part(piece, first, last)
        day += timedelta(days=1)


def _day_pieces(calendar: Calendar, opening: datetime) -> Iterator[Segment]:
    """Cut one day at the ends of its working periods."""
    date = opening.date()
    day = calendar.day(date)
    if not day.periods:
        yield Segment(opening, at_second(date, 86400), 0, reasons.day_off(day), "off")
        return
    here, shut = opening, reasons.closed(day)
    for number, period in enumerate(day.periods):
        first, last = at_second(date, period.start), at_second(date, period.end)
        yield Segment(here, first, 0, reasons.BREAK if number else shut, "off")
        yield Segment(first, last, period.end - period.start, reasons.worked(day), "work")
        here = last
    yield Segment(here, at_second(date, 86400), 0, shut, "off")
