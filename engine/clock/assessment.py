"""What a ledger means: status, due dates, outcome, and the explanation of all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal, NamedTuple

from engine.clock.calendars.calendar import Calendar
from engine.clock.dates.same_day import USUAL_CUT_OFF
from engine.clock.events import ClockEvent
from engine.clock.explanation.ledger import explain
from engine.clock.explanation.segment import Segment
from engine.clock.handover import handover_due
from engine.clock.ledger.reading import read
from engine.clock.ledger.timeline import Reception, Run, Timeline
from engine.clock.outcomes import Outcome, outcome
from engine.clock.steps import internal_due
from engine.clock.terms import Term
from engine.clock.zone import local
from engine.text import Text

Status = Literal["not_started", "running", "stopped", "finished", "withdrawn"]


class Appointment(NamedTuple):
    """One promised date: of a phase, in order. ``met`` says when it was fulfilled, ``outcome`` how."""

    due: datetime | None
    met: datetime | None
    outcome: Outcome | None


@dataclass(frozen=True)
class Assessment:
    """The legal clock of one dossier at one moment.

    ``due`` binds now; it is None before acceptance, in a stop, and between two phases. ``original_due`` was promised
    at acceptance. ``dues`` are the appointments of the phases that have begun. ``outcome`` only after the end.
    """

    status: Status
    due: datetime | None
    original_due: datetime | None
    dues: tuple[Appointment, ...]
    outcome: Outcome | None
    receptions: tuple[Reception, ...]
    extensions_left: int
    warnings: tuple[Text, ...]
    timeline: Timeline = field(repr=False)
    until: datetime | None = field(default=None, repr=False)

    @cached_property
    def explanation(self) -> tuple[Segment, ...]:
        """Contiguous segments from acceptance to the due date; what they count adds up to the term."""
        return explain(self.timeline, self.until)

    @property
    def provisional(self) -> bool:
        """Whether the due date depends on a year whose holidays are not decided yet."""
        if self.due is None or self.timeline.accepted is None:
            return False
        return self.timeline.calendar.provisional(self.timeline.accepted.date(), self.due.date())

    @property
    def extend_until(self) -> date | None:
        """The last day on which an extension may still be announced (rule C15), or None when it may not."""
        if self.due is None or not self.extensions_left or self.timeline.ended:
            return None
        return self.due.date() - timedelta(days=1)

    @property
    def internal_due(self) -> datetime | None:
        """When the result must lie at the one-stop desk (rule C18); None where no buffer is declared."""
        buffer = self.timeline.term.buffer
        return internal_due(self.due, buffer, self.timeline.calendar) if self.due and buffer else None

    @property
    def handover_due(self) -> datetime | None:
        """When the accepted dossier must reach whoever resolves it (rule R9)."""
        if self.timeline.accepted is None:
            return None
        cut_off = self.timeline.term.cut_off or USUAL_CUT_OFF
        return handover_due(self.timeline.accepted, self.timeline.calendar, cut_off)

    @property
    def return_until(self) -> datetime | None:
        """Until when the dossier may go back for a supplement (rule C7); None once it has, or with no such limit."""
        asked = self.timeline.supplements >= self.timeline.term.max_supplement
        return None if asked or self.timeline.ended else self.timeline.return_until


def assess(
    term: Term, events: Iterable[ClockEvent], calendar: Calendar, now: datetime | None = None, *, kept: bool = False
) -> Assessment:
    """Read a ledger; raises LedgerProblem for events the rules do not allow.

    ``kept``: the events stand in a ledger already; a promise made by a calendar that has changed since is kept too,
    and moves to the end of the next working day when nobody works on it any more.

    ``now`` matters only to the explanation of a clock that is stopped: it is told up to that instant.
    """
    timeline = read(term, events, calendar, kept=kept)
    return Assessment(
        status=_status(timeline),
        due=timeline.current_due,
        original_due=_original(timeline),
        dues=tuple(_appointments(timeline)),
        outcome=_outcome(timeline),
        receptions=tuple(timeline.receptions),
        extensions_left=max(0, term.extend_max - timeline.extensions),
        warnings=tuple(timeline.warnings),
        timeline=timeline,
        until=local(now) if now else None,
    )


def _status(timeline: Timeline) -> Status:
    if timeline.ended:
        return "withdrawn" if timeline.withdrawn else "finished"
    if not timeline.accepted:
        return "not_started"
    return "stopped" if timeline.stopped else "running"


def _original(timeline: Timeline) -> datetime | None:
    if timeline.accepted is None:
        return None
    return timeline.term.rule.due(timeline.runs[0].start, timeline.term.parts[0], (), timeline.calendar)


def _appointments(timeline: Timeline) -> Iterable[Appointment]:
    for run in timeline.runs:
        if not run.annulled:
            due, met = timeline.due(run), _met(timeline, run)
            yield Appointment(due, met, outcome(met, due) if met and due else None)


def _met(timeline: Timeline, run: Run) -> datetime | None:
    return run.ended or (timeline.ended if run is timeline.run else None)


def _outcome(timeline: Timeline) -> Outcome | None:
    """Who ends while the clock stands still, or is withdrawn in time, counts as on time (report 06a)."""
    if timeline.ended is None or timeline.accepted is None:
        return None
    due = timeline.current_due
    if due is None:
        return "on_time"
    result = outcome(timeline.ended, due)
    return "on_time" if timeline.withdrawn and result == "early" else result
