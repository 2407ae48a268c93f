"""Saving the engine state of a dossier: optimistic version, and a snapshot of what it was before.

A snapshot says how a state differs from the one that followed it; every so many stand alone. So a step keeps fifty
bytes instead of a copy of everything, and coming back from any distance reads a bounded number of rows.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier_state, state_snapshot
from engine.platform.errors import Conflict
from engine.platform.prepared import Prepared
from engine.platform.together import Write
from engine.spiff import BadState, snapshot, stands_alone, state_in
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
ALONE = 16
"""Every so many snapshots one stands alone."""

_SINCE = Prepared(
    select(state_snapshot.c.version, state_snapshot.c.blob)
    .where(state_snapshot.c.dossier_id == bindparam("dossier"), state_snapshot.c.version >= bindparam("wanted"))
    .order_by(state_snapshot.c.version)
    .limit(ALONE)
)


def first(session: Session, dossier_id: int, state: bytes) -> None:
    """Store the state of a dossier that has just begun."""
    session.execute(dossier_state.insert().values(dossier_id=dossier_id, version=1, blob=state))


def replacing(dossier_id: int, seen: int, before: bytes, after: bytes, now: datetime) -> list[Write]:
    """The writes that store a new state if nobody stored another since ``seen``, and keep the one before.

    The first of them must touch a row, see ``require_stored``.
    """
    stored = {"dossier": dossier_id, "seen": seen, "version": seen + 1, "blob": after}
    following = None if seen % ALONE == 0 else after
    kept = {"dossier_id": dossier_id, "version": seen, "made_at": now, "blob": snapshot(before, following)}
    return [Write(_REPLACE, stored), Write(_KEEP, kept)]


def require_stored(rows: int) -> None:
    """Raise ``Conflict`` when no row was touched: somebody else was faster."""
    if rows != 1:
        raise Conflict(STALE, fix=RELOAD)


def snapshot_before(session: Session, dossier_id: int, version: int) -> bytes | None:
    """What the state was just before it became ``version``, as a snapshot that stands alone."""
    wanted = version - 1
    rows = _SINCE.all(session, {"dossier": dossier_id, "wanted": wanted})
    if not rows or rows[0].version != wanted:
        return None
    chain = _until_one_stands_alone([(row.version, bytes(row.blob)) for row in rows])
    last, blob = chain[-1]
    if len(chain) == 1 and stands_alone(blob):
        return blob
    state = None if stands_alone(blob) else _present(session, dossier_id, last + 1)
    for _, kept in reversed(chain):
        state = state_in(kept, state)
    return snapshot(state) if state is not None else None


def _until_one_stands_alone(rows: list[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """The snapshots needed for the first one, without a gap."""
    chain: list[tuple[int, bytes]] = []
    for version, blob in rows:
        if chain and version != chain[-1][0] + 1:
            raise BadState
        chain.append((version, blob))
        if stands_alone(blob):
            break
    return chain


def _present(session: Session, dossier_id: int, version: int) -> bytes:
    """The state as it is, which must be the one that followed the last snapshot."""
    query = select(dossier_state.c.version, dossier_state.c.blob).where(dossier_state.c.dossier_id == dossier_id)
    found = session.execute(query).one()
    if found.version != version:
        raise BadState
    return bytes(found.blob)
