"""Saving the engine state of a dossier: optimistic version, and a snapshot of what it was before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier_state, state_snapshot
from engine.platform.errors import Conflict
from engine.platform.prepared import Prepared
from engine.spiff import snapshot
from engine.text import Text

STALE = Text(
    "Hồ sơ vừa được người khác xử lý nên thao tác này chưa được ghi nhận.",
    "Somebody else has just worked on this dossier, so this act was not recorded.",
)
RELOAD = Text(
    "Mở lại hồ sơ để xem ai đã làm gì, rồi thao tác lại nếu cần.", "Open the dossier again and see what changed."
)
_REPLACE = Prepared(
    dossier_state.update().where(
        dossier_state.c.dossier_id == bindparam("dossier"), dossier_state.c.version == bindparam("seen")
    )
)
_KEEP = Prepared(state_snapshot.insert())


def first(session: Session, dossier_id: int, state: bytes) -> None:
    """Store the state of a dossier that has just begun."""
    session.execute(dossier_state.insert().values(dossier_id=dossier_id, version=1, blob=state))


def replace(session: Session, dossier_id: int, seen: int, before: bytes, after: bytes, now: datetime) -> None:
    """Store a new state if nobody stored another since ``seen``; keeps the one before. Raises ``Conflict``."""
    stored = {"dossier": dossier_id, "seen": seen, "version": seen + 1, "blob": after}
    if _REPLACE.run(session, stored) != 1:
        raise Conflict(STALE, fix=RELOAD)
    kept = {"dossier_id": dossier_id, "version": seen, "made_at": now, "blob": snapshot(before)}
    _KEEP.run(session, kept)


def snapshot_before(session: Session, dossier_id: int, version: int) -> bytes | None:
    """What the state was just before it became ``version``."""
    query = select(state_snapshot.c.blob).where(
        state_snapshot.c.dossier_id == dossier_id, state_snapshot.c.version == version - 1
    )
    blob = session.execute(query).scalar()
    return None if blob is None else bytes(blob)
