"""What the events of a ledger add up to: counts that started, waits that stopped them, promises that moved them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from engine.clock.calendars.calendar import Calendar
from engine.clock.dates.working_time import WORKING_DAYS
from engine.clock.events import EventKind
from engine.clock.explanation.days import Stop
from engine.clock.terms import Policy, Term
from engine.clock.working import forward
from engine.text import Text


@dataclass
class Waiting:
    """A wait: for whom, since when, until when (None while open), and what it does to the clock."""

    kind: EventKind
    ref: str
    start: datetime
    clock: Policy
    party: str
    reason: Text
    end: datetime | None = None


@dataclass(frozen=True)
class Extension:
    """A new promise made at ``act``; ``value`` is what it adds, in units of the term's extension rule."""

    act: datetime
    new_due: datetime
    value: Decimal


@dataclass
class Run:
    """One count of a phase from ``start``; ``ended`` when the phase was fulfilled or counted again from the start."""

    phase: int
    start: datetime
    ended: datetime | None = None
    annulled: bool = False
    extensions: list[Extension] = field(default_factory=list)


@dataclass
class Reception:
    """A submission that waits for its answer: accepted, to be supplemented, or refused (rule R6)."""

    submitted: datetime
    starts: datetime
    due: datetime
    answered: datetime | None = None


@dataclass
class Timeline:
    """A ledger read so far."""

    term: Term
    calendar: Calendar
    receptions: list[Reception] = field(default_factory=list)
    accepted: datetime | None = None
    runs: list[Run] = field(default_factory=list)
    waits: list[Waiting] = field(default_factory=list)
    supplements: int = 0
    extensions: int = 0
    decided: datetime | None = None
    ended: datetime | None = None
    withdrawn: bool = False
    last: datetime | None = None
    warnings: list[Text] = field(default_factory=list)
    calendar_changes: list[datetime] = field(default_factory=list)
    kept: bool = False

    @property
    def run(self) -> Run:
        """The count that is going on; only after acceptance."""
        return self.runs[-1]

    @property
    def stopped(self) -> bool:
        """Whether an open wait keeps the clock still, or a phase is fulfilled and the next has not begun."""
        between_phases = bool(self.runs) and self.run.ended is not None
        return between_phases or any(wait.end is None and wait.clock != "continue" for wait in self.waits)

    @property
    def return_until(self) -> datetime | None:
        """The last instant at which the dossier may go back for a supplement (rule C7); None without such a limit."""
        if self.accepted is None or not self.term.return_limit:
            return None
        return forward(self.calendar, self.accepted, WORKING_DAYS.seconds(self.term.return_limit))

    def stops(self, before: datetime | None = None) -> tuple[Stop, ...]:
        """Return the stops in order of their start; of those that began ``before`` an instant, if given."""
        stopping = (wait for wait in self.waits if wait.clock != "continue")
        begun = (wait for wait in stopping if before is None or wait.start < before)
        return tuple(Stop(wait.start, wait.end, wait.reason) for wait in sorted(begun, key=_start))

    def due(self, run: Run) -> datetime | None:
        """Return the due date of one count, or None while a stop keeps it unknown."""
        stops = self.stops(before=run.ended)
        due = self.term.rule.due(run.start, self.term.parts[run.phase], stops, self.calendar)
        for extension in run.extensions:
            if due is None:
                return None
            if not any(extension.act <= stop.start < extension.new_due for stop in stops):
                due = extension.new_due
            else:
                due = self.term.extension_rule.due(due, extension.value, stops, self.calendar)
        return due

    @property
    def current_due(self) -> datetime | None:
        """The appointment that binds now; None before acceptance, in a stop, and between two phases."""
        if not self.runs or self.run.ended:
            return None
        return self.due(self.run)


def _start(wait: Waiting) -> datetime:
    return wait.start
