"""The dossiers behind a figure: most urgent first, each with who has it now; one page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, wait, work_item
from engine.dossiers.queries.work import Remaining, remaining_until
from engine.organisation.actors import Actor
from engine.organisation.units import tree_on
from engine.platform.time import local_day
from engine.reporting.figures import ALSO_ENDED, CONDITIONS, Day, Figure
from engine.reporting.narrowing import Narrow
from engine.reporting.sight import visible, visible_open

PAGE = 50
COUNT_CAP = 10_000


@dataclass(frozen=True)
class Listed:
    """One dossier, the time it has left, and where it is: open steps and what it waits for."""

    row: Row[Any]
    remaining: Remaining
    steps: Sequence[Row[Any]]
    waits: Sequence[Row[Any]]


@dataclass(frozen=True)
class Listing:
    """One page of the list and how long the whole is (counted up to a cap)."""

    items: Sequence[Listed]
    total: int
    capped: bool


def dossiers(session: Session, reader: Actor, figure: Figure, narrow: Narrow, page: int, now: datetime) -> Listing:
    """One page of the dossiers a figure counts, as far as the reader may see them."""
    day = Day.of(now)
    tree = tree_on(session, local_day(now))
    seen = visible(tree, reader) if figure in ALSO_ENDED else visible_open(session, tree, reader)(dossier.c.id)
    counts = dossier.c.ended_at.is_(None) if narrow.by_work and figure is Figure.OPEN else CONDITIONS[figure](day)
    within = and_(seen, narrow.condition(day), counts)
    counted = select(dossier.c.id).where(within).limit(COUNT_CAP + 1).subquery()
    total = int(session.execute(select(func.count()).select_from(counted)).scalar_one())
    rows = session.execute(
        select(dossier)
        .where(within)
        .order_by(dossier.c.due_at.nulls_last(), dossier.c.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    ids = [row.id for row in rows]
    steps, waits = _open(session, work_item, ids), _open(session, wait, ids)
    items = [
        Listed(
            row,
            remaining_until(session, row.resolving_unit_id, row.due_at if row.ended_at is None else None, now),
            steps.get(row.id, ()),
            waits.get(row.id, ()),
        )
        for row in rows
    ]
    return Listing(items, min(total, COUNT_CAP), total > COUNT_CAP)


def _open(session: Session, table: Any, ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    query = select(table).where(table.c.dossier_id.in_(ids), table.c.status == "open").order_by(table.c.id)
    for row in session.execute(query):
        found.setdefault(row.dossier_id, []).append(row)
    return found
