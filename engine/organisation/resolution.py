"""Who does a step: the unit the declaration means that day, and a post there that somebody holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, bindparam, select
from sqlalchemy.orm import Session

from engine.organisation import placing
from engine.organisation.assigning import Assigned, Request, Unresolved
from engine.organisation.holdings import valid_on
from engine.organisation.models import assignment
from engine.organisation.tree import UnitOnDay
from engine.organisation.units import tree_on
from engine.platform.prepared import Prepared
from engine.platform.time import local_day
from engine.text import Text

_POSTS_HELD = Prepared(
    select(assignment.c.post)
    .where(assignment.c.unit_id == bindparam("unit"), valid_on(assignment, bindparam("day", type_=Date)))
    .distinct()
)


def resolve(session: Session, request: Request, at: datetime) -> Assigned | Unresolved:
    """Return the unit and post that do the step opening at ``at``, or why exactly one cannot be named."""
    day = local_day(at)
    unit = placing.place(tree_on(session, day), request)
    if isinstance(unit, Unresolved):
        return unit
    posts = (request.post, *request.alternatives)
    held = posts_held(session, unit.id, day)
    post = next((post for post in posts if post in held), None)
    return Assigned(unit.id, unit.name, post) if post else _nobody(unit, posts)


def resolving_unit(
    session: Session, rule: str, receiving: int, at: datetime, value: Any = None
) -> UnitOnDay | Unresolved:
    """Return the unit that resolves a dossier received by ``receiving``; see ``placing.competent`` for the rule."""
    return placing.competent(tree_on(session, local_day(at)), rule, receiving, value)


def posts_held(session: Session, unit_id: int, day: date) -> frozenset[str]:
    """Return the posts at least one person holds at the unit that day."""
    return frozenset(row.post for row in _POSTS_HELD.all(session, {"unit": unit_id, "day": day}))


def _nobody(unit: UnitOnDay, posts: tuple[str, ...]) -> Unresolved:
    wanted = ", ".join(posts)
    return Unresolved(
        "post.nobody",
        Text(
            f"Tại {unit.name} chưa có ai giữ chức danh {wanted}. Cần phân công người trước.",
            f"Nobody at {unit.name} holds the post {wanted}. Assign somebody first.",
        ),
        (unit.id,),
    )
