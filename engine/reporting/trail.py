"""The audit trail for its readers: entries newest first, by subject, actor and day, page by page; the last seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit as trail
from engine.platform.audit import Problem
from engine.platform.audit.models import audit, audit_seal
from engine.platform.time import VIETNAM

PAGE = 50
KINDS = ("dossier", "draft", "version", "account", "person", "unit", "post", "job")


@dataclass(frozen=True)
class Asked:
    """What a reader looks for; empty means anything. Days are Vietnamese calendar days, both included."""

    kind: str = ""
    subject: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class Entries:
    """One page of the trail; ``older`` is where the next page begins, None at its end."""

    rows: Sequence[Row[Any]]
    older: int | None


def entries(session: Session, reader: Actor, asked: Asked) -> Entries:
    """Read a page of the trail. Raises ``Refused`` for whoever may not read it."""
    policy.require(reader, Act.READ_AUDIT)
    query = select(audit).order_by(audit.c.id.desc()).limit(PAGE + 1)
    wanted = ((audit.c.subject_kind, asked.kind), (audit.c.subject_id, asked.subject), (audit.c.actor, asked.actor))
    for column, value in wanted:
        if value:
            query = query.where(column == value)
    if asked.since is not None:
        query = query.where(audit.c.at >= _midnight(asked.since))
    if asked.until is not None:
        query = query.where(audit.c.at < _midnight(asked.until + timedelta(days=1)))
    if asked.before is not None:
        query = query.where(audit.c.id < asked.before)
    rows = session.execute(query).all()
    return Entries(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def last_seal(session: Session, reader: Actor) -> Row[Any] | None:
    """The newest seal: up to where nothing can be changed unnoticed."""
    policy.require(reader, Act.READ_AUDIT)
    return session.execute(select(audit_seal).order_by(audit_seal.c.seq.desc()).limit(1)).first()


def verify(session: Session, reader: Actor) -> tuple[Problem, ...]:
    """Recompute every chain and every seal; empty means the trail holds."""
    policy.require(reader, Act.READ_AUDIT)
    return trail.verify(session)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
