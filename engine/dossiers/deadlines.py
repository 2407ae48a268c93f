"""Due instants of steps and waits, each with the explanation it was made by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from engine import clock
from engine.bpmn.definition import Definition, Node, Step, Wait
from engine.clock import Due, Segment
from engine.clock.explanation import reasons as everyday
from engine.clock.explanation.segment import SegmentKind
from engine.clock.steps import StepUnit
from engine.dossiers.clockwork import calendar_of
from engine.dossiers.dossier import Dossier
from engine.platform.time import local
from engine.spiff import Assigned
from engine.text import Text

HOURS = Decimal(8)
EVERYDAY: dict[str, tuple[Text, SegmentKind]] = {
    "work": (everyday.WORKED, "work"),
    "break": (everyday.BREAK, "off"),
    "closed": (everyday.CLOSED, "off"),
    "rest": (everyday.REST, "off"),
}
"""The stretches nearly every explanation is made of, by the names they are kept under."""

_NAMES = {said: name for name, said in EVERYDAY.items()}


def of_step(session: Session, dossier: Dossier, node: Node, assignment: Assigned | None, now: datetime) -> Due | None:
    """When an opening step is due; None for steps whose time is not counted.

    The receiving step of a dossier not yet accepted is due by the reception rule (R6: working hours of the term,
    counted from the next opening).
    """
    unit_id = int(assignment.unit_id) if assignment else dossier.row.resolving_unit_id
    accepted = dossier.row.accepted_at is not None
    return due_in(calendar_of(session, unit_id, now), dossier.version.definition, node.step, accepted, now)


def due_in(
    calendar: clock.Calendar, definition: Definition, step: Step | None, accepted: bool, opened_at: datetime
) -> Due | None:
    """When a step opened then is due in a given calendar."""
    if step is None:
        return None
    if step.kind == "receive" and not accepted:
        hours = next((term.reception_hours for term in definition.terms), HOURS)
        return clock.step_due(calendar.next_opening(opened_at), hours, "working_hours", calendar)
    if step.limit is None or step.count in ("excluded", "office_hours"):
        return None
    unit: StepUnit = "working_days" if step.limit_unit == "working_days" else "working_hours"
    return clock.step_due(opened_at, step.limit, unit, calendar)


def of_wait(session: Session, dossier: Dossier, wait: Wait, now: datetime) -> datetime | None:
    """When an unanswered wait closes the dossier (rule C11); None when it never does."""
    return wait_in(calendar_of(session, dossier.row.resolving_unit_id, now), wait, now)


def wait_in(calendar: clock.Calendar, wait: Wait, opened_at: datetime) -> datetime | None:
    """When a wait opened then closes itself in a given calendar."""
    if wait.auto_close_after is None:
        return None
    if wait.auto_close_unit == "calendar_days":
        return calendar.closing(_working_day(calendar, local(opened_at), int(wait.auto_close_after)))
    unit: StepUnit = "working_hours" if wait.auto_close_unit == "working_hours" else "working_days"
    return clock.step_due(opened_at, wait.auto_close_after, unit, calendar).at


def as_data(due: Due) -> dict[str, Any]:
    """A due date with its explanation, as JSON: the stretches follow each other.

    Everyday stretches are ``[seconds, name]``; any other is ``[seconds, counted, kind, which of the reasons]``, where
    every reason is written once.
    """
    reasons: dict[Text, int] = {}
    data: dict[str, Any] = {"from": due.start.isoformat(), "parts": [_short(part, reasons) for part in due.explanation]}
    if reasons:
        data["reasons"] = [list(reason) for reason in reasons]
    if due.provisional:
        data["provisional"] = True
    return data


def explained(data: Mapping[str, Any]) -> tuple[Segment, ...]:
    """The explanation kept by ``as_data``."""
    found, here = [], datetime.fromisoformat(data["from"])
    for seconds, *said in data["parts"]:
        end = here + timedelta(seconds=seconds)
        if len(said) == 1:
            reason, kind = EVERYDAY[said[0]]
            counted = _counted(kind, seconds)
        else:
            counted, kind, place = said
            reason = Text(*data["reasons"][place])
        found.append(Segment(here, end, counted, reason, kind))
        here = end
    return tuple(found)


def _short(part: Segment, reasons: dict[Text, int]) -> list[Any]:
    exact = (part.end - part.start).total_seconds()
    seconds = int(exact) if exact == int(exact) else exact
    name = _NAMES.get((part.reason, part.kind))
    if name is not None and part.counted_seconds == _counted(part.kind, seconds):
        return [seconds, name]
    return [seconds, part.counted_seconds, part.kind, reasons.setdefault(part.reason, len(reasons))]


def _counted(kind: str, seconds: float) -> int:
    return int(seconds) if kind == "work" else 0


def _working_day(calendar: clock.Calendar, start: datetime, days: int) -> date:
    day = start.date() + timedelta(days=days)
    return day if calendar.is_working(day) else calendar.next_working_day(day)
