"""Whose part can be played in a trial: the posts somebody holds, and first of all whose turn it is.

Read in the trial's own database: it knows the offices as they were when the trial began.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Definition
from engine.dossiers import rules
from engine.dossiers.models import dossier, wait, work_item
from engine.organisation import policy
from engine.organisation.actors import Actor, Holding
from engine.organisation.holdings import holders, units_led, valid_on
from engine.organisation.models import assignment
from engine.organisation.policy import TrialFacts
from engine.organisation.units import tree_on
from engine.platform.errors import Missing
from engine.platform.time import local_day
from engine.text import Text


@dataclass(frozen=True)
class Turn:
    """An open step of a trial dossier: who is to do it."""

    dossier_id: int
    code: str | None
    step_no: str | None
    title: str
    unit_id: int
    unit_name: str
    post: str


@dataclass(frozen=True)
class Waiting:
    """Something a trial dossier waits for; the one-stop desk of its receiving office records that it has come."""

    dossier_id: int
    code: str | None
    name: str


@dataclass(frozen=True)
class Post:
    """A post somebody holds at a unit."""

    unit_id: int
    unit_name: str
    post: str


def turns(session: Session) -> list[Turn]:
    """Every open step with a place, oldest dossier first."""
    columns = (work_item.c.dossier_id, dossier.c.code, work_item.c.step_no, work_item.c.title)
    query = (
        select(*columns, work_item.c.unit_id, work_item.c.unit_name, work_item.c.post)
        .join(dossier, dossier.c.id == work_item.c.dossier_id)
        .where(work_item.c.status == "open", work_item.c.unit_id.is_not(None), work_item.c.post.is_not(None))
        .order_by(work_item.c.dossier_id, work_item.c.id)
    )
    return [Turn(*row) for row in session.execute(query)]


def waiting(session: Session) -> list[Waiting]:
    """Everything trial dossiers wait for."""
    query = (
        select(wait.c.dossier_id, dossier.c.code, wait.c.name)
        .join(dossier, dossier.c.id == wait.c.dossier_id)
        .where(wait.c.status == "open")
        .order_by(wait.c.dossier_id, wait.c.id)
    )
    return [Waiting(*row) for row in session.execute(query)]


def posts(session: Session, now: datetime) -> list[Post]:
    """Every post somebody holds today, unit by unit."""
    day = local_day(now)
    tree = tree_on(session, day)
    query = select(assignment.c.unit_id, assignment.c.post).where(valid_on(assignment, day)).distinct()
    rows = sorted(session.execute(query), key=lambda row: (row.unit_id, row.post))
    return [Post(unit.id, unit.name, row.post) for row in rows if (unit := tree.get(row.unit_id)) is not None]


def first_post(session: Session, definition: Definition, now: datetime) -> Post | None:
    """Where a trial begins: a desk that receives this procedure, at an office of its level."""
    first = rules.first_step(definition)
    if first is None or first.step is None:
        return None
    tree = tree_on(session, local_day(now))
    wanted = (first.step.post, *first.step.alternatives)
    fitting = [
        one
        for one in posts(session, now)
        if one.post in wanted and (unit := tree.get(one.unit_id)) is not None and unit.kind == policy.ONE_STOP
    ]

    def far(one: Post) -> bool:
        authority = tree.authority_of(one.unit_id)
        return authority is None or authority.level != definition.level

    return min(fitting, key=far, default=None)


def stand_in(session: Session, analyst: Actor, trial: TrialFacts, unit_id: int, post: str, now: datetime) -> Actor:
    """The analyst in somebody's place, for this trial only. Raises ``Missing`` when nobody holds that post."""
    day = local_day(now)
    tree = tree_on(session, day)
    unit = tree.get(unit_id)
    held_by = holders(session, unit_id, [post], day)
    if unit is None or not held_by:
        raise Missing(
            Text("Không có ai giữ chức danh này tại đơn vị đã chọn.", "Nobody holds this post at that unit."),
            Text("Chọn vai khác.", "Choose another part to play."),
        )
    person_id, name = held_by[0]
    holding = Holding(unit.id, unit.kind, unit.name, post, person_id, name)
    return policy.stand_in(analyst, trial, holding, person_id, units_led([holding], tree))
