"""Who else has a working copy open: told politely on the page, never a reason to keep anybody out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation.actors import Actor
from engine.platform.upsert import upsert
from engine.procedures.models import working_presence

LASTS: Final = timedelta(minutes=5)
"""Who looked longer ago than this has probably gone."""
FRESH: Final = timedelta(minutes=1)
"""A look is written down again only after this long."""


def others(session: Session, copy_id: int, actor: Actor, now: datetime) -> tuple[str, ...]:
    """The names of other people who had this copy open in the last minutes."""
    wanted = (
        (working_presence.c.copy_id == copy_id)
        & (working_presence.c.account_id != actor.account_id)
        & (working_presence.c.seen_at > now - LASTS)
    )
    return tuple(session.execute(select(working_presence.c.name).where(wanted).order_by("name")).scalars())


def is_fresh(session: Session, copy_id: int, actor: Actor, now: datetime) -> bool:
    """Whether this person's look was written down a moment ago."""
    wanted = (working_presence.c.copy_id == copy_id) & (working_presence.c.account_id == actor.account_id)
    seen: datetime | None = session.execute(select(working_presence.c.seen_at).where(wanted)).scalar()
    return seen is not None and seen > now - FRESH


def note(session: Session, copy_id: int, actor: Actor, now: datetime) -> None:
    """Write down that somebody has a copy open."""
    row = {"copy_id": copy_id, "account_id": actor.account_id, "name": actor.name[:200], "seen_at": now}
    again = {"name": row["name"], "seen_at": now}
    upsert(session, working_presence, row, key=("copy_id", "account_id"), change=again)
