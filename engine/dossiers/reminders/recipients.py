"""Who is told of a stage: whoever does the step, then the head of the unit, then the leader of the authority.

An opinion that is overdue is told to the head of the one-stop desk too (rule C14). Whoever stands in is told as well.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import holdings
from engine.organisation.holdings import valid_on
from engine.organisation.models import assignment
from engine.organisation.units import tree_on
from engine.platform.time import local_day

LEADING = "lanh_dao"


def of_stage(session: Session, item: Row[Any], stage: str, now: datetime) -> list[int]:
    """The persons to tell, and whoever stands in for them; nobody where the step has no unit yet."""
    day = local_day(now)
    if item.unit_id is None:
        return []
    if stage in ("soon", "overdue"):
        posts = [post for post in (item.post, *item.alternatives) if post]
        holders = [] if item.person_id else holdings.holders(session, item.unit_id, posts, day)
        own = [item.person_id] if item.person_id else [one for one, _ in holders]
        return _with_deputies(session, own, item.unit_id, posts, day)
    if stage == "one_stop":
        return _leading(session, item.receiving_unit_id, day) or _of_authority(session, item.receiving_unit_id, day)
    return _leading(session, item.unit_id, day) if stage == "head" else _of_authority(session, item.unit_id, day)


def _of_authority(session: Session, unit_id: int, day: date) -> list[int]:
    """The leaders of the authority a unit belongs to; an authority itself answers to its own leader."""
    authority = tree_on(session, day).authority_of(unit_id)
    return _leading(session, authority.id, day) if authority else []


def _leading(session: Session, unit_id: int, day: date) -> list[int]:
    held = select(assignment.c.person_id, assignment.c.post).where(
        assignment.c.unit_id == unit_id, assignment.c.post.startswith(LEADING), valid_on(assignment, day)
    )
    rows = session.execute(held).all()
    posts = sorted({row.post for row in rows})
    return _with_deputies(session, sorted({row.person_id for row in rows}), unit_id, posts, day)


def _with_deputies(session: Session, persons: list[int], unit_id: int, posts: list[str], day: date) -> list[int]:
    return list(dict.fromkeys([*persons, *holdings.standing_in(session, persons, unit_id, posts, day)]))
