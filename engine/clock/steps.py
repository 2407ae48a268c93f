"""Due dates inside the total: of a step, of an answer another agency owes, of the result before its appointment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from engine.clock.calendars.calendar import Calendar
from engine.clock.dates.working_time import WORKING_DAYS, WORKING_HOURS
from engine.clock.due import Due
from engine.clock.explanation.days import Stop
from engine.clock.working import backward
from engine.clock.zone import local

StepUnit = Literal["working_hours", "working_days"]


class Part(NamedTuple):
    """One agency's share of an interlinked term."""

    agency: str
    amount: Decimal
    unit: StepUnit
    calendar: Calendar


class PartDue(NamedTuple):
    """When one agency's share ends; the last one is the date on the receipt."""

    agency: str
    due: Due


def step_due(opened_at: datetime, amount: Decimal, unit: StepUnit, calendar: Calendar) -> Due:
    """Return when a step that opened then is due; ``amount`` may be a fraction of days or hours."""
    return calendar.add_working(opened_at, _seconds(amount, unit))


def part_dues(start: datetime, parts: Iterable[Part], stops: Sequence[Stop] = ()) -> tuple[PartDue, ...]:
    """Return the due date of each agency of an interlinked chain, one after the other (rule C20, vector V14).

    A stop moves what comes after it; from one that lasts still, the later dates are unknown and left out.
    """
    dues: list[PartDue] = []
    here = local(start)
    for part in parts:
        at = (WORKING_DAYS if part.unit == "working_days" else WORKING_HOURS).due(
            here, part.amount, stops, part.calendar
        )
        if at is None:
            break
        dues.append(PartDue(part.agency, Due(here, at, part.calendar)))
        here = at
    return tuple(dues)


def internal_due(due: datetime, buffer: Decimal, calendar: Calendar) -> datetime:
    """Return when the result must be ready: ``buffer`` working days before the appointment (rule C18)."""
    return backward(calendar, due, WORKING_DAYS.seconds(buffer))


def remaining(now: datetime, due: datetime, calendar: Calendar) -> int:
    """Return the working seconds left until ``due``; negative by how much it is exceeded."""
    return calendar.working_seconds(now, due)


def _seconds(amount: Decimal, unit: StepUnit) -> int:
    return (WORKING_DAYS if unit == "working_days" else WORKING_HOURS).seconds(amount)
