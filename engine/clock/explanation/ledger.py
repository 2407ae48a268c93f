"""A whole ledger told as contiguous segments, from acceptance to the due date that holds now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from engine.clock.explanation import reasons
from engine.clock.explanation.days import cut_by, working_segments
from engine.clock.explanation.segment import Segment, joined
from engine.clock.ledger.timeline import Run, Timeline


def explain(timeline: Timeline, until: datetime | None = None) -> tuple[Segment, ...]:
    """Tell the ledger; while no due date is known, tell it up to ``until`` or its last event.

    What counts adds up to the term: time annulled by a reset, spent in a stop or past a due date counts nothing.
    """
    if not timeline.runs:
        return _told_reception(timeline)
    told: list[Segment] = [*_before(timeline)]
    for run, following in zip(timeline.runs, timeline.runs[1:], strict=False):
        told.extend(_told(timeline, run, following.start))
    told.extend(_told(timeline, timeline.run, timeline.current_due or _horizon(timeline, until)))
    return joined(told)


def _before(timeline: Timeline) -> Iterator[Segment]:
    """Tell the time between an acceptance shortly before closing and the opening it counts from."""
    accepted, start = timeline.accepted, timeline.runs[0].start
    if accepted and accepted < start:
        yield Segment(accepted, start, 0, reasons.LAST_HOURS, "off")


def _horizon(timeline: Timeline, until: datetime | None) -> datetime:
    known = [moment for moment in (until, timeline.last) if moment]
    return timeline.ended or max(known)


def _told(timeline: Timeline, run: Run, end: datetime) -> Iterator[Segment]:
    """Tell one count until it was over, and what came between it and the next."""
    over = min(run.ended or end, end)
    for segment in _counted(timeline, run, over):
        yield _annulled(segment) if run.annulled else segment
    between = Segment(over, end, 0, reasons.BETWEEN_PHASES, "stopped")
    yield from cut_by(timeline.stops(), between)


def _counted(timeline: Timeline, run: Run, over: datetime) -> Iterator[Segment]:
    due, stops, calendar = timeline.due(run), timeline.stops(), timeline.calendar
    term, value = timeline.term, timeline.term.parts[run.phase]
    promised = term.rule.due(run.start, value, timeline.stops(before=run.ended), calendar) if run.extensions else due
    first = min(over, promised or over)
    yield from term.rule.explain(run.start, first, value, stops, calendar)
    last = min(over, due or over)
    if first < last:
        added = sum((extension.value for extension in run.extensions), Decimal(0))
        for segment in term.extension_rule.explain(first, last, added, stops, calendar):
            yield segment._replace(kind="extension", reason=reasons.EXTENDED) if segment.kind == "work" else segment
    yield Segment(max(first, last), over, 0, reasons.OVERDUE, "off")


def _annulled(segment: Segment) -> Segment:
    if segment.counted_seconds:
        return segment._replace(counted_seconds=0, reason=reasons.ANNULLED, kind="annulled")
    return segment


def _told_reception(timeline: Timeline) -> tuple[Segment, ...]:
    """Tell the time in which a submission must be answered."""
    if not timeline.receptions:
        return ()
    reception = timeline.receptions[-1]
    return working_segments(timeline.calendar, reception.submitted, reception.due)
