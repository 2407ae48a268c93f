"""Runs of rehearsals as rows: one per content of the files and program, owned by one worker, seen by every page."""

from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.rows import rows_changed
from engine.publication.rehearsals.models import rehearsal_run as table

RUNNING, DONE, CANCELLED = "running", "done", "cancelled"
LOST_AFTER: Final = timedelta(seconds=30)
"""A run nobody has spoken of for so long has lost its worker."""
KEPT: Final = 300

_ENGINE = Path(__file__).resolve().parents[2]
_READ_BY = ("rehearsal", "spiff", "bpmn", "feel", "forms", "decisions", "dossiers")


@dataclass(frozen=True)
class Run:
    """How a run stands."""

    status: str
    acts: int
    standings: int
    waiting: int
    begun_at: datetime

    @property
    def share(self) -> float:
        """How much of what has been met so far has been walked on from."""
        return (self.standings - self.waiting) / self.standings if self.standings else 0.0


@cache
def program() -> str:
    """The program that rehearses: results of another are not its own."""
    whole = sha256()
    for package in _READ_BY:
        for path in sorted((_ENGINE / package).rglob("*.py")):
            whole.update(path.read_bytes())
    return whole.hexdigest()[:40]


def find(session: Session, content: str, now: datetime) -> Run | None:
    """The run of files with this hash; None when there is none, or its worker is lost."""
    row = session.execute(select(*_STANDING).where(_mine(content))).first()
    if row is None or _lost(row, now):
        return None
    return Run(row.status, row.acts, row.standings, row.waiting, row.begun_at)


def report(session: Session, content: str) -> Mapping[str, Any] | None:
    """What a finished run said."""
    wanted = _mine(content) & (table.c.status == DONE)
    packed = session.execute(select(table.c.report).where(wanted)).scalar()
    if packed is None:
        return None
    said: Mapping[str, Any] = json.loads(zlib.decompress(packed))
    return said


def claim(session: Session, content: str, now: datetime, *, again: bool = False) -> str | None:
    """Make the run one's own; returns its token, None when somebody else runs it or it is done.

    A run that was called off is only begun once more when asked for ``again``.
    """
    row = session.execute(select(*_STANDING, table.c.id).where(_mine(content)).with_for_update()).first()
    token = secrets.token_hex(16)
    fresh = {
        "status": RUNNING,
        "token": token,
        "stop": False,
        "acts": 0,
        "standings": 0,
        "waiting": 0,
        "begun_at": now,
        "beat_at": now,
        "ended_at": None,
        "report": None,
    }
    if row is None:
        try:
            with session.begin_nested():
                session.execute(table.insert().values(hash=content, program=program(), **fresh))
        except IntegrityError:
            return None
        return token
    if row.status == DONE or (row.status == RUNNING and not _lost(row, now)) or (row.status == CANCELLED and not again):
        return None
    session.execute(table.update().where(table.c.id == row.id).values(**fresh))
    return token


def beat(session: Session, content: str, token: str, progress: tuple[int, int, int], now: datetime) -> bool:
    """Tell how far the run is; False when it is no longer wanted."""
    acts, standings, waiting = progress
    wanted = _mine(content) & (table.c.token == token) & (table.c.status == RUNNING) & table.c.stop.is_(False)
    told = {"acts": acts, "standings": standings, "waiting": waiting, "beat_at": now}
    return rows_changed(session, table.update().where(wanted).values(**told)) == 1


def finish(session: Session, content: str, token: str, said: Mapping[str, Any] | None, now: datetime) -> None:
    """Keep what the run said; nothing means that it was called off. The oldest runs give way."""
    packed = zlib.compress(json.dumps(said).encode()) if said is not None else None
    ended = {"status": DONE if said is not None else CANCELLED, "report": packed, "ended_at": now}
    mine = _mine(content) & (table.c.token == token)
    session.execute(table.update().where(mine).values(**ended))
    kept = select(table.c.id).order_by(table.c.id.desc()).offset(KEPT).limit(1).scalar_subquery()
    session.execute(table.delete().where(table.c.id <= kept))


def cancel(session: Session, actor: Actor, copy_id: int, content: str, now: datetime) -> None:
    """Call a run off: its worker stops at its next word."""
    policy.require(actor, Act.EDIT_DRAFT)
    running = _mine(content) & (table.c.status == RUNNING)
    told = {"stop": True, "status": CANCELLED, "ended_at": now}
    if rows_changed(session, table.update().where(running).values(**told)):
        audit.record(
            session,
            subject_kind="working_copy",
            subject_id=copy_id,
            act="rehearsal_cancelled",
            actor=actor.username,
            at=now,
            detail={"hash": content},
        )


_STANDING = (
    table.c.status,
    table.c.acts,
    table.c.standings,
    table.c.waiting,
    table.c.begun_at,
    table.c.beat_at,
)


def _mine(content: str) -> ColumnElement[bool]:
    return (table.c.hash == content) & (table.c.program == program())


def _lost(row: Any, now: datetime) -> bool:
    lost: bool = row.status == RUNNING and now - row.beat_at > LOST_AFTER
    return lost
