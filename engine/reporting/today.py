"""Today's board: how many dossiers are late, due today, waiting for whom, per procedure, authority and holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, True_, and_, case, func, select
from sqlalchemy.orm import Session

from engine.dossiers.models import OPEN, dossier, incident, wait, work_item
from engine.organisation.actors import Actor
from engine.organisation.tree import Tree
from engine.organisation.units import name_at, tree_on
from engine.platform.time import local_day
from engine.reporting.cells import Cell, cells, ranked, sums
from engine.reporting.figures import ALSO_ENDED, CONDITIONS, Day, Figure
from engine.reporting.narrowing import NOBODY, STEPS, Narrow, all_of
from engine.reporting.sight import Open, visible, visible_open

ROWS = 100


@dataclass(frozen=True)
class Line:
    """One row of a table: of which procedure or authority, and its figures."""

    key: str
    name: str
    figures: dict[Figure, int]


@dataclass(frozen=True)
class Holder:
    """A unit with open steps: of how many dossiers, and in how many of them its own step is late or due today."""

    unit_id: int
    name: str | None
    dossiers: int
    late: int
    today: int


@dataclass(frozen=True)
class Awaited:
    """Something dossiers wait for: what kind, of which partner, how many, since when at the longest."""

    kind: str
    partner: str | None
    dossiers: int
    since: datetime


@dataclass(frozen=True)
class Board:
    """Everything the page shows."""

    figures: dict[Figure, int]
    procedures: Sequence[Line]
    authorities: Sequence[Line]
    holders: Sequence[Holder]
    awaited: Sequence[Awaited]


def board(session: Session, reader: Actor, narrow: Narrow, now: datetime) -> Board:
    """Count what the reader may see. Raises ``Refused`` for whoever may see no report."""
    tree, day = tree_on(session, local_day(now)), Day.of(now)
    asked = narrow.condition(day)
    seen = visible_open(session, tree, reader)
    within = all_of(seen(dossier.c.id), asked)
    ended_too = all_of(visible(tree, reader), asked)
    found = cells(session, within, day)
    return Board(
        figures={
            **sums(found),
            Figure.INCIDENT: _with_incident(session, within, day),
            **{one: _count(session, and_(ended_too, CONDITIONS[one](day))) for one in ALSO_ENDED},
        },
        procedures=_procedures(session, found),
        authorities=_authorities(session, found, day, tree),
        holders=_holders(session, seen, asked, day, tree),
        awaited=_awaited(session, within, day),
    )


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count()).select_from(dossier).where(condition)).scalar_one())


def _with_incident(session: Session, within: ColumnElement[bool], day: Day) -> int:
    found = (
        select(func.count(incident.c.dossier_id.distinct()))
        .join(dossier, dossier.c.id == incident.c.dossier_id)
        .where(incident.c.resolved_at.is_(None), CONDITIONS[Figure.OPEN](day), within)
    )
    return int(session.execute(found).scalar_one())


def _procedures(session: Session, found: Sequence[Cell]) -> list[Line]:
    """A procedure bears the name its newest open dossier was received under."""
    groups = ranked(found, lambda cell: cell.procedure, ROWS)
    newest = {group[0].procedure: max(cell.newest for cell in group) for group, _ in groups}
    query = select(dossier.c.procedure_key, dossier.c.procedure_name).where(dossier.c.id.in_(newest.values()))
    names = {row.procedure_key: row.procedure_name for row in session.execute(query)}
    return [Line(group[0].procedure, names[group[0].procedure], figures) for group, figures in groups]


def _authorities(session: Session, found: Sequence[Cell], day: Day, tree: Tree) -> list[Line]:
    groups = ranked(found, lambda cell: cell.receiving, ROWS)
    return [
        Line(str(unit), _name(session, tree, unit, day) or "", figures)
        for unit, figures in ((group[0].receiving, figures) for group, figures in groups)
    ]


def _holders(session: Session, seen: Open, asked: ColumnElement[bool], day: Day, tree: Tree) -> list[Holder]:
    """Parallel steps of one dossier in one unit count once, as in the list behind. What is open is of open dossiers."""
    late, today = (func.max(case((STEPS[kind](day), 1), else_=0)).label(kind) for kind in ("late", "today"))
    steps = select(work_item.c.unit_id, work_item.c.dossier_id, late, today).where(
        work_item.c.status == OPEN, seen(work_item.c.dossier_id)
    )
    if not isinstance(asked, True_):
        narrowed = select(dossier.c.id).where(dossier.c.ended_at.is_(None), asked)
        steps = steps.where(work_item.c.dossier_id.in_(narrowed))
    held = steps.group_by(work_item.c.unit_id, work_item.c.dossier_id).subquery()
    dossiers, is_late, is_today = func.count(), func.sum(held.c.late), func.sum(held.c.today)
    rows = session.execute(
        select(held.c.unit_id, dossiers.label("dossiers"), is_late.label("late"), is_today.label("today"))
        .group_by(held.c.unit_id)
        .order_by(is_late.desc(), dossiers.desc(), held.c.unit_id)
        .limit(ROWS)
    )
    return [
        Holder(
            row.unit_id or NOBODY, _name(session, tree, row.unit_id, day), row.dossiers, int(row.late), int(row.today)
        )
        for row in rows
    ]


def _awaited(session: Session, within: ColumnElement[bool], day: Day) -> list[Awaited]:
    dossiers = func.count(wait.c.dossier_id.distinct())
    rows = session.execute(
        select(wait.c.kind, wait.c.partner, dossiers.label("dossiers"), func.min(wait.c.opened_at).label("since"))
        .join(dossier, dossier.c.id == wait.c.dossier_id)
        .where(wait.c.status == OPEN, CONDITIONS[Figure.OPEN](day), within)
        .group_by(wait.c.kind, wait.c.partner)
        .order_by(dossiers.desc(), wait.c.kind)
        .limit(ROWS)
    )
    return [Awaited(row.kind, row.partner, row.dossiers, row.since) for row in rows]


def _name(session: Session, tree: Tree, unit_id: int | None, day: Day) -> str | None:
    if unit_id is None:
        return None
    unit = tree.get(unit_id)
    return unit.name if unit else name_at(session, unit_id, local_day(day.now))
