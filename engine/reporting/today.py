"""Today's board: how many dossiers are late, due today, waiting for whom, per procedure, authority and holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, wait, work_item
from engine.organisation.actors import Actor
from engine.organisation.tree import Tree
from engine.organisation.units import name_at, tree_on
from engine.platform.time import local_day
from engine.reporting.figures import CONDITIONS, Day, Figure
from engine.reporting.narrowing import NOBODY, STEPS, Narrow
from engine.reporting.sight import visible

ROWS = 100
IN_TABLES = (Figure.OPEN, Figure.LATE, Figure.TODAY, Figure.CITIZEN, Figure.AGENCY)


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
    within = and_(visible(tree, reader), narrow.condition(day))
    return Board(
        figures={one: _count(session, and_(within, CONDITIONS[one](day))) for one in Figure},
        procedures=_procedures(session, within, day),
        authorities=_authorities(session, within, day, tree),
        holders=_holders(session, within, day, tree),
        awaited=_awaited(session, within, day),
    )


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count()).select_from(dossier).where(condition)).scalar_one())


def _procedures(session: Session, within: ColumnElement[bool], day: Day) -> list[Line]:
    name = func.max(dossier.c.procedure_name)
    return [_line(row, row.key, row.name) for row in _grouped(session, within, day, dossier.c.procedure_key, name)]


def _authorities(session: Session, within: ColumnElement[bool], day: Day, tree: Tree) -> list[Line]:
    unit = dossier.c.receiving_unit_id
    rows = _grouped(session, within, day, unit, func.max(unit))
    lines = [_line(row, str(row.key), _name(session, tree, row.key, day) or "") for row in rows]
    return sorted(lines, key=lambda line: (-line.figures[Figure.LATE], -line.figures[Figure.OPEN]))


def _grouped(session: Session, within: ColumnElement[bool], day: Day, key: Any, name: Any) -> Sequence[Row[Any]]:
    sums = [func.sum(case((CONDITIONS[one](day), 1), else_=0)).label(one.value) for one in IN_TABLES]
    still = CONDITIONS[Figure.OPEN](day)
    query = select(key.label("key"), name.label("name"), *sums).where(within, still).group_by(key)
    late, opened = sums[IN_TABLES.index(Figure.LATE)], sums[IN_TABLES.index(Figure.OPEN)]
    return session.execute(query.order_by(late.desc(), opened.desc(), key).limit(ROWS)).all()


def _line(row: Row[Any], key: str, name: str) -> Line:
    return Line(key, name, {one: int(getattr(row, one.value)) for one in IN_TABLES})


def _holders(session: Session, within: ColumnElement[bool], day: Day, tree: Tree) -> list[Holder]:
    late, today = (_with_step(STEPS[kind](day)) for kind in ("late", "today"))
    dossiers = func.count(work_item.c.dossier_id.distinct())
    rows = session.execute(
        select(work_item.c.unit_id, dossiers.label("dossiers"), late.label("late"), today.label("today"))
        .join(dossier, dossier.c.id == work_item.c.dossier_id)
        .where(work_item.c.status == "open", dossier.c.ended_at.is_(None), within)
        .group_by(work_item.c.unit_id)
        .order_by(late.desc(), dossiers.desc(), work_item.c.unit_id)
        .limit(ROWS)
    )
    return [
        Holder(row.unit_id or NOBODY, _name(session, tree, row.unit_id, day), row.dossiers, row.late, row.today)
        for row in rows
    ]


def _with_step(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many dossiers have such a step (parallel steps of one dossier count once, as in the list behind)."""
    return func.count(case((condition, work_item.c.dossier_id)).distinct())


def _awaited(session: Session, within: ColumnElement[bool], day: Day) -> list[Awaited]:
    dossiers = func.count(wait.c.dossier_id.distinct())
    rows = session.execute(
        select(wait.c.kind, wait.c.partner, dossiers.label("dossiers"), func.min(wait.c.opened_at).label("since"))
        .join(dossier, dossier.c.id == wait.c.dossier_id)
        .where(wait.c.status == "open", CONDITIONS[Figure.OPEN](day), within)
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
