"""Early, on time, late: finished dossiers against their due dates, finished steps against their own limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, case, func, select
from sqlalchemy.orm import Session

from engine import clock
from engine.clock.outcomes import Outcome
from engine.dossiers import spending
from engine.dossiers.models import dossier, work_item
from engine.dossiers.spending import Spent
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.organisation.units import tree_on
from engine.platform.time import local_day
from engine.procedures import versions
from engine.reporting.figures import once
from engine.reporting.sight import visible, visible_open


@dataclass(frozen=True)
class Timeliness:
    """How steps were finished; the keys are ``(procedure, step element)`` and the unit's number."""

    by_step: dict[tuple[str, str], Counter[Outcome]] = field(default_factory=dict)
    by_unit: dict[int, Counter[Outcome]] = field(default_factory=dict)
    names: dict[tuple[str, str], StepName] = field(default_factory=dict)


class StepName(NamedTuple):
    """How a step is called: its procedure, its number as printed, its title."""

    procedure: str
    no: str
    title: str


@dataclass(frozen=True)
class Finished:
    """Finished dossiers of a period: how they ended, per procedure and altogether; and those pending at its end."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    by_procedure: dict[str, Counter[Outcome]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    pending_in_time: int = 0
    pending_late: int = 0


@dataclass(frozen=True)
class Line:
    """One finished dossier, how it ended, and who used how much of its time."""

    row: Row[Any]
    outcome: Outcome
    spent: Spent


def of_dossiers(session: Session, actor: Actor, since: datetime, until: datetime, now: datetime) -> Finished:
    """Count the dossiers resolved between two instants that the reader may see; raises ``Refused``."""
    found = Finished()
    query = select(dossier.c.procedure_key, dossier.c.procedure_name, dossier.c.due)
    for key, name, due in session.execute(query.where(*_finished(session, actor, since, until, now))):
        how: Outcome = (due or {}).get("outcome") or "on_time"
        found.outcomes[how] += 1
        found.by_procedure.setdefault(key, Counter())[how] += 1
        found.names[key] = name
    open_ones = select(func.count(), func.count(case((dossier.c.due_at < now, 1)))).where(
        visible_open(session, tree_on(session, local_day(now)), actor)(dossier.c.id),
        dossier.c.accepted_at.is_not(None),
        dossier.c.ended_at.is_(None),
        dossier.c.done_at.is_(None),
        once(),
    )
    total, late = session.execute(open_ones).one()
    return replace(found, pending_in_time=total - late, pending_late=late)


def lines(
    session: Session, actor: Actor, since: datetime, until: datetime, now: datetime, limit: int, offset: int = 0
) -> list[Line]:
    """Dossiers resolved between two instants, the latest first, each with who used its time."""
    query = select(dossier).where(*_finished(session, actor, since, until, now))
    rows = session.execute(query.order_by(dossier.c.done_at.desc(), dossier.c.id).limit(limit).offset(offset)).all()
    return [
        Line(
            row,
            (row.due or {}).get("outcome") or "on_time",
            spending.of_dossier(session, row, versions.load(session, row.version_id), now),
        )
        for row in rows
    ]


def _finished(
    session: Session, actor: Actor, since: datetime, until: datetime, now: datetime
) -> tuple[ColumnElement[bool], ...]:
    policy.require(actor, Act.SEE_REPORTS)
    seen = visible(tree_on(session, local_day(now)), actor)
    return seen, dossier.c.done_at >= since, dossier.c.done_at < until, dossier.c.accepted_at.is_not(None), once()


def of_steps(session: Session, actor: Actor, since: datetime, until: datetime) -> Timeliness:
    """Count the steps finished between two instants in the units the reader may see; raises ``Refused``.

    A step without a limit has no outcome; a cancelled one was not finished by anybody.
    """
    policy.require(actor, Act.SEE_REPORTS)
    seen, found = policy.visible_units(actor), Timeliness()
    query = (
        select(
            dossier.c.procedure_key,
            dossier.c.procedure_name,
            work_item.c.element,
            work_item.c.step_no,
            work_item.c.title,
            work_item.c.unit_id,
            work_item.c.closed_at,
            work_item.c.due_at,
        )
        .join(dossier, dossier.c.id == work_item.c.dossier_id)
        .where(
            work_item.c.status == "closed",
            work_item.c.due_at.is_not(None),
            work_item.c.unit_id.is_not(None),
            work_item.c.closed_at >= since,
            work_item.c.closed_at < until,
        )
    )
    if seen is not None:
        query = query.where(work_item.c.unit_id.in_(seen))
    for procedure, called, element, no, title, unit, closed, due in session.execute(query):
        how = clock.outcome(closed, due)
        found.names[procedure, element] = StepName(called, no or "", title)
        found.by_step.setdefault((procedure, element), Counter())[how] += 1
        found.by_unit.setdefault(unit, Counter())[how] += 1
    return found
