"""Who is told of a stage: whoever does the step, then the head of the unit, then the leader of the authority."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import holdings
from engine.organisation.holdings import valid_on
from engine.organisation.models import assignment
from engine.organisation.tree import Tree
from engine.organisation.units import tree_on
from engine.platform.time import local_day

LEADING = "lanh_dao"


def of_stage(session: Session, item: Row[Any], stage: str, now: datetime) -> list[int]:
    """The persons to tell; nobody where the step has no unit yet (its incident is told elsewhere)."""
    day = local_day(now)
    if item.unit_id is None:
        return []
    if stage in ("soon", "overdue"):
        if item.person_id is not None:
            return [item.person_id]
        posts = [post for post in (item.post, *item.alternatives) if post]
        return [person for person, _ in holdings.holders(session, item.unit_id, posts, day)]
    unit = item.unit_id if stage == "head" else _above(tree_on(session, day), item.unit_id)
    return _leading(session, unit, now) if unit is not None else []


def _above(tree: Tree, unit_id: int) -> int | None:
    """The authority a unit belongs to; an authority itself answers to its own leader."""
    authority = tree.authority_of(unit_id)
    return authority.id if authority else None


def _leading(session: Session, unit_id: int, now: datetime) -> list[int]:
    held = select(assignment.c.person_id).where(
        assignment.c.unit_id == unit_id, assignment.c.post.startswith(LEADING), valid_on(assignment, local_day(now))
    )
    return sorted(set(session.execute(held).scalars()))
