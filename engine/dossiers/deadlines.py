"""Due instants of steps and waits, each with the explanation it was made by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from engine import clock
from engine.bpmn.definition import Node, Wait
from engine.clock import Due, Segment
from engine.clock.steps import StepUnit
from engine.dossiers.clockwork import calendar_of
from engine.dossiers.dossier import Dossier
from engine.platform.time import local
from engine.spiff import Assigned
from engine.text import Text

HOURS = Decimal(8)


def of_step(session: Session, dossier: Dossier, node: Node, assignment: Assigned | None, now: datetime) -> Due | None:
    """When an opening step is due; None for steps whose time is not counted.

    The receiving step of a dossier not yet accepted is due by the reception rule (R6: working hours of the term,
    counted from the next opening).
    """
    step = node.step
    unit_id = int(assignment.unit_id) if assignment else dossier.row.resolving_unit_id
    calendar = calendar_of(session, unit_id, now)
    if step is None:
        return None
    if step.kind == "receive" and dossier.row.accepted_at is None:
        hours = next((term.reception_hours for term in dossier.version.definition.terms), HOURS)
        return clock.step_due(calendar.next_opening(now), hours, "working_hours", calendar)
    if step.limit is None or step.count in ("excluded", "office_hours"):
        return None
    unit: StepUnit = "working_days" if step.limit_unit == "working_days" else "working_hours"
    return clock.step_due(now, step.limit, unit, calendar)


def of_wait(session: Session, dossier: Dossier, wait: Wait, now: datetime) -> datetime | None:
    """When an unanswered wait closes the dossier (rule C11); None when it never does."""
    if wait.auto_close_after is None:
        return None
    calendar = calendar_of(session, dossier.row.resolving_unit_id, now)
    if wait.auto_close_unit == "calendar_days":
        return calendar.closing(_working_day(calendar, local(now), int(wait.auto_close_after)))
    unit: StepUnit = "working_hours" if wait.auto_close_unit == "working_hours" else "working_days"
    return clock.step_due(now, wait.auto_close_after, unit, calendar).at


def as_data(due: Due) -> dict[str, Any]:
    """A due date with its explanation, as JSON: the stretches follow each other, every reason is written once."""
    parts = due.explanation
    reasons = list(dict.fromkeys(part.reason for part in parts))
    return {
        "from": due.start.isoformat(),
        "provisional": due.provisional,
        "reasons": [list(reason) for reason in reasons],
        "parts": [[_seconds(part), part.counted_seconds, part.kind, reasons.index(part.reason)] for part in parts],
    }


def explained(data: Mapping[str, Any]) -> tuple[Segment, ...]:
    """The explanation kept by ``as_data``."""
    found, here = [], datetime.fromisoformat(data["from"])
    for seconds, counted, kind, reason in data["parts"]:
        end = here + timedelta(seconds=seconds)
        found.append(Segment(here, end, counted, Text(*data["reasons"][reason]), kind))
        here = end
    return tuple(found)


def _seconds(part: Segment) -> float:
    return (part.end - part.start).total_seconds()


def _working_day(calendar: clock.Calendar, start: datetime, days: int) -> date:
    day = start.date() + timedelta(days=days)
    return day if calendar.is_working(day) else calendar.next_working_day(day)
