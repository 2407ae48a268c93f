"""Plays as rows: begun, gone on with, put away; a play belongs to whoever began it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Missing
from engine.platform.rows import insert_row
from engine.publication.rehearsals.models import rehearsal_play as table
from engine.publication.working.queries import find as find_copy
from engine.rehearsal.playing.kept import plan_data, plan_of
from engine.rehearsal.playing.play import Plan
from engine.text import Text

FORGOTTEN_AFTER: Final = timedelta(days=30)
LONGEST: Final = 300
_ENGLISH: Final = "name_en"


@dataclass(frozen=True)
class Kept:
    """One play."""

    id: int
    copy_id: int
    name: str
    name_en: str
    plan: Plan
    begun_at: datetime


def begin(session: Session, actor: Actor, copy_id: int, name: str, name_en: str, plan: Plan, now: datetime) -> int:
    """Begin a play; returns its id. One's own plays nobody has touched for long are forgotten."""
    policy.require(actor, Act.EDIT_DRAFT)
    find_copy(session, actor, copy_id)
    mine = table.c.begun_by_account == actor.account_id
    session.execute(table.delete().where(mine, table.c.touched_at < now - FORGOTTEN_AFTER))
    play_id = insert_row(
        session,
        table,
        copy_id=copy_id,
        name=name[:LONGEST],
        plan={**plan_data(plan), _ENGLISH: name_en},
        begun_at=now,
        begun_by_account=actor.account_id,
        begun_by=actor.name,
        touched_at=now,
    )
    _audit(session, actor, copy_id, "rehearsal_play_begun", name, now)
    return play_id


def find(session: Session, actor: Actor, copy_id: int, play_id: int) -> Kept:
    """One's own play. Raises ``Missing``."""
    find_copy(session, actor, copy_id)
    mine = (table.c.id == play_id) & (table.c.copy_id == copy_id) & (table.c.begun_by_account == actor.account_id)
    row = session.execute(select(table).where(mine)).first()
    if row is None:
        raise Missing(
            Text("Không tìm thấy lượt diễn này.", "There is no such play."),
            Text("Mở lại thẻ Diễn tập.", "Open Rehearsal again."),
        )
    return _kept(row)


def mine(session: Session, actor: Actor, copy_id: int) -> list[Kept]:
    """One's own plays of a working copy, the last touched first."""
    wanted = (table.c.copy_id == copy_id) & (table.c.begun_by_account == actor.account_id)
    rows = session.execute(select(table).where(wanted).order_by(table.c.touched_at.desc(), table.c.id.desc()).limit(20))
    return [_kept(row) for row in rows]


def go_on(session: Session, actor: Actor, kept: Kept, plan: Plan, now: datetime) -> None:
    """Keep how far a play is."""
    policy.require(actor, Act.EDIT_DRAFT)
    find(session, actor, kept.copy_id, kept.id)
    touched = {"plan": {**plan_data(plan), _ENGLISH: kept.name_en}, "touched_at": now}
    session.execute(table.update().where(table.c.id == kept.id).values(**touched))


def put_away(session: Session, actor: Actor, kept: Kept, now: datetime) -> None:
    """Forget a play."""
    policy.require(actor, Act.EDIT_DRAFT)
    find(session, actor, kept.copy_id, kept.id)
    session.execute(table.delete().where(table.c.id == kept.id))
    _audit(session, actor, kept.copy_id, "rehearsal_play_ended", kept.name, now)


def _kept(row: Row[Any]) -> Kept:
    return Kept(row.id, row.copy_id, row.name, row.plan.get(_ENGLISH, ""), plan_of(row.plan), row.begun_at)


def _audit(session: Session, actor: Actor, copy_id: int, act: str, name: str, now: datetime) -> None:
    audit.record(
        session,
        subject_kind="working_copy",
        subject_id=copy_id,
        act=act,
        actor=actor.username,
        at=now,
        detail={"name": name[:LONGEST]},
    )
