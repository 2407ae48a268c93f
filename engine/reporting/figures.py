"""What today's board counts, each figure one condition on a dossier: the number and the list behind it are the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select

from engine.dossiers.models import OPEN, dossier, incident, wait
from engine.platform.time import VIETNAM, local_day

BY_CITIZEN = ("supplement", "payment")
RUNNING = "running"


class Figure(StrEnum):
    """The figures; the value is what addresses say."""

    OPEN = "open"
    LATE = "late"
    TODAY = "today"
    CITIZEN = "citizen"
    AGENCY = "agency"
    INCIDENT = "incident"
    RECEIVED = "received"
    FINISHED = "finished"


ALSO_ENDED = (Figure.RECEIVED, Figure.FINISHED)
"""Figures of the day; all others count open dossiers only."""


@dataclass(frozen=True)
class Day:
    """The present instant and the Vietnamese calendar day around it."""

    now: datetime
    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, now: datetime) -> Day:
        """The day of ``now``."""
        begins = datetime.combine(local_day(now), time(), VIETNAM)
        return cls(now, begins, begins + timedelta(days=1))


def is_late(day: Day) -> ColumnElement[bool]:
    """Of open dossiers: the time is over and the clock runs."""
    return and_(dossier.c.clock_status == RUNNING, dossier.c.due_at < day.now)


def is_due_today(day: Day) -> ColumnElement[bool]:
    """Of open dossiers: the time is over before the day is, and the clock runs."""
    return and_(dossier.c.clock_status == RUNNING, dossier.c.due_at >= day.now, dossier.c.due_at < day.ends)


def once() -> ColumnElement[bool]:
    """What a citizen handed in counts once: a child is work inside its parent."""
    return dossier.c.parent_id.is_(None)


def _open(_: Day) -> ColumnElement[bool]:
    return and_(dossier.c.ended_at.is_(None), once())


def _late(day: Day) -> ColumnElement[bool]:
    return and_(_open(day), is_late(day))


def _today(day: Day) -> ColumnElement[bool]:
    return and_(_open(day), is_due_today(day))


def _citizen(day: Day) -> ColumnElement[bool]:
    return and_(_open(day), waiting(wait.c.kind.in_(BY_CITIZEN)))


def _agency(day: Day) -> ColumnElement[bool]:
    return and_(_open(day), waiting(wait.c.kind.not_in(BY_CITIZEN)))


def _incident(day: Day) -> ColumnElement[bool]:
    unsettled = select(incident.c.id).where(incident.c.dossier_id == dossier.c.id, incident.c.resolved_at.is_(None))
    return and_(_open(day), unsettled.correlate(dossier).exists())


def _received(day: Day) -> ColumnElement[bool]:
    return and_(dossier.c.submitted_at >= day.begins, dossier.c.submitted_at < day.ends, once())


def _finished(day: Day) -> ColumnElement[bool]:
    done = and_(dossier.c.done_at >= day.begins, dossier.c.done_at < day.ends)
    ended = and_(dossier.c.done_at.is_(None), dossier.c.ended_at >= day.begins, dossier.c.ended_at < day.ends)
    return and_(or_(done, ended), once())


CONDITIONS: dict[Figure, Callable[[Day], ColumnElement[bool]]] = {
    Figure.OPEN: _open,
    Figure.LATE: _late,
    Figure.TODAY: _today,
    Figure.CITIZEN: _citizen,
    Figure.AGENCY: _agency,
    Figure.INCIDENT: _incident,
    Figure.RECEIVED: _received,
    Figure.FINISHED: _finished,
}


def waiting(of: ColumnElement[bool]) -> ColumnElement[bool]:
    """The dossier waits for something of this kind."""
    found = select(wait.c.id).where(wait.c.dossier_id == dossier.c.id, wait.c.status == OPEN, of)
    return found.correlate(dossier).exists()
