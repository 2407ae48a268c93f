"""Reads ledger events, in order of time, into a timeline; refuses what the rules do not allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from engine.clock.calendars.calendar import Calendar
from engine.clock.dates.working_time import WORKING_HOURS
from engine.clock.events import WAITS, ClockEvent
from engine.clock.ledger import refusals
from engine.clock.ledger.starting import first_instant
from engine.clock.ledger.timeline import Extension, Reception, Run, Timeline, Waiting
from engine.clock.terms import Term
from engine.clock.working import between, forward
from engine.text import Text

_BEFORE_ACCEPTANCE = {
    "submitted",
    "accepted",
    "withdrawn",
    "finished",
    *WAITS,
    *(wait.closed_by for wait in WAITS.values()),
}


def read(term: Term, events: Iterable[ClockEvent], calendar: Calendar, *, kept: bool = False) -> Timeline:
    """Return what the events add up to; raises LedgerProblem for one that may not stand where it does.

    ``kept``: the events were allowed when they were written, perhaps by a calendar that has changed since.
    """
    timeline = Timeline(term, calendar, kept=kept)
    for event in sorted(events, key=lambda event: event.at):
        append(timeline, event)
    return timeline


def append(timeline: Timeline, event: ClockEvent) -> None:
    """Add one event to a timeline; raises LedgerProblem when it is not allowed, and then changes nothing."""
    if timeline.ended:
        raise refusals.ended(event.kind, timeline.ended)
    if timeline.accepted is None and event.kind not in _BEFORE_ACCEPTANCE:
        raise refusals.not_accepted(event.kind)
    if event.kind in WAITS:
        _open_wait(timeline, event)
    else:
        _ACTS.get(event.kind, _close_wait)(timeline, event)
    timeline.last = event.at


def _submitted(timeline: Timeline, event: ClockEvent) -> None:
    if timeline.accepted or timeline.receptions:
        raise refusals.already(event.kind, timeline.accepted or timeline.receptions[0].submitted)
    _receive(timeline, event)


def _receive(timeline: Timeline, event: ClockEvent) -> None:
    starts = timeline.calendar.next_opening(event.at)
    due = forward(timeline.calendar, starts, WORKING_HOURS.seconds(timeline.term.reception_hours))
    timeline.receptions.append(Reception(event.at, starts, due))


def _accepted(timeline: Timeline, event: ClockEvent) -> None:
    if timeline.accepted:
        raise refusals.already(event.kind, timeline.accepted)
    for wait in timeline.waits:
        if wait.kind == "supplement_requested" and wait.end is None:
            wait.end = event.at
    _answer_reception(timeline, event)
    timeline.accepted = event.at
    timeline.runs.append(Run(0, first_instant(timeline.term, timeline.calendar, event.at)))


def _open_wait(timeline: Timeline, event: ClockEvent) -> None:
    for wait in timeline.waits:
        if wait.end is None and (wait.kind, wait.ref) == (event.kind, event.ref):
            raise refusals.already(event.kind, wait.start)
    declared, clock = WAITS[event.kind], event.clock or WAITS[event.kind].clock or timeline.term.on_supplement
    reason = declared.reason
    if event.reason:
        reason = Text(f"{reason.vi}: {event.reason.vi}", f"{reason.en}: {event.reason.en}")
    timeline.waits.append(Waiting(event.kind, event.ref, event.at, clock, declared.party, reason))
    if event.kind == "supplement_requested":
        _count_supplement(timeline, event)
    if declared.closed_by == "payment_proved" and timeline.runs and _has_next_phase(timeline):
        timeline.run.ended = event.at


def _count_supplement(timeline: Timeline, event: ClockEvent) -> None:
    _answer_reception(timeline, event)
    timeline.supplements += 1
    if timeline.supplements > timeline.term.max_supplement:
        timeline.warnings.append(
            Text(
                f"Đã yêu cầu bổ sung {timeline.supplements} lần (chỉ được {timeline.term.max_supplement} lần).",
                f"A supplement was requested {timeline.supplements} times (allowed: {timeline.term.max_supplement}).",
            )
        )
    until = timeline.return_until
    if until and event.at > until:
        timeline.warnings.append(
            Text(
                f"Yêu cầu bổ sung lúc {event.at:%H:%M %d/%m/%Y}, sau hạn trả lại hồ sơ {until:%H:%M %d/%m/%Y}.",
                f"Sent back on {event.at:%d/%m/%Y %H:%M}, after the limit for returns {until:%d/%m/%Y %H:%M}.",
            )
        )


def _close_wait(timeline: Timeline, event: ClockEvent) -> None:
    opened = [wait for wait in timeline.waits if wait.end is None and WAITS[wait.kind].closed_by == event.kind]
    named = [wait for wait in opened if wait.ref == event.ref] if event.ref else opened
    next_phase = event.kind == "payment_proved" and bool(timeline.runs) and _has_next_phase(timeline)
    if len(named) != 1 and not (next_phase and not named):
        raise refusals.nothing_open(event.kind)
    for wait in named:
        wait.end = event.at
    if next_phase:
        timeline.run.ended = timeline.run.ended or event.at
        timeline.runs.append(Run(timeline.run.phase + 1, event.at))
    elif timeline.accepted and named[0].clock == "reset":
        timeline.run.annulled, timeline.run.ended = True, max(timeline.run.start, named[0].start)
        timeline.runs.append(Run(timeline.run.phase, event.at))
    elif not timeline.accepted and event.kind == "supplement_received" and timeline.receptions:
        _receive(timeline, event)


def _extended(timeline: Timeline, event: ClockEvent) -> None:
    if timeline.extensions >= timeline.term.extend_max:
        raise refusals.extended_enough(timeline.term.extend_max)
    due = timeline.current_due
    if due is None:
        raise refusals.extended_while_stopped()
    if event.at.date() >= due.date() and not timeline.kept:
        raise refusals.extended_late(due)
    if event.new_due is None:
        timeline.warnings.append(Text("Gia hạn chưa ghi ngày hẹn lại.", "The extension does not name the new date."))
    else:
        timeline.run.extensions.append(_promise(timeline, event.at, due, event.new_due))
    timeline.extensions += 1


def _promise(timeline: Timeline, act: datetime, due: datetime, new_due: datetime) -> Extension:
    calendar = timeline.calendar
    if timeline.kept:
        moved = (
            new_due
            if calendar.is_working(new_due.date())
            else calendar.closing(calendar.next_working_day(new_due.date()))
        )
        added = timeline.term.extension_rule.measure(min(due, moved), moved, calendar)
        return Extension(act, moved, added)
    if not calendar.is_open(new_due) or between(calendar, due, new_due) <= 0:
        raise refusals.extended_to_nothing(due)
    return Extension(act, new_due, timeline.term.extension_rule.measure(due, new_due, calendar))


def _calendar_changed(timeline: Timeline, event: ClockEvent) -> None:
    """Nothing happens to the dossier: the same events are counted by another calendar from now on."""
    timeline.calendar_changes.append(event.at)


def _decided(timeline: Timeline, event: ClockEvent) -> None:
    if timeline.decided:
        raise refusals.already(event.kind, timeline.decided)
    timeline.decided = event.at


def _withdrawn(timeline: Timeline, event: ClockEvent) -> None:
    if timeline.decided:
        raise refusals.decided_already(timeline.decided)
    timeline.withdrawn = True
    _finished(timeline, event)


def _finished(timeline: Timeline, event: ClockEvent) -> None:
    _answer_reception(timeline, event)
    timeline.ended = event.at


def _answer_reception(timeline: Timeline, event: ClockEvent) -> None:
    if timeline.receptions and timeline.receptions[-1].answered is None:
        timeline.receptions[-1].answered = event.at


def _has_next_phase(timeline: Timeline) -> bool:
    return timeline.run.phase + 1 < len(timeline.term.parts)


_ACTS: dict[str, Callable[[Timeline, ClockEvent], None]] = {
    "submitted": _submitted,
    "accepted": _accepted,
    "extended": _extended,
    "calendar_changed": _calendar_changed,
    "decided": _decided,
    "withdrawn": _withdrawn,
    "finished": _finished,
}
