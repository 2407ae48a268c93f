"""Closes the entries written since the last seal under one root, chained to the seal before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, text
from sqlalchemy.orm import Session

from engine.platform.audit.hashing import GENESIS, leaf, merkle_root, seal_hash
from engine.platform.audit.models import audit, audit_seal

Heads = Iterable[tuple[str, str, int, bytes]]


def seal(session: Session, at: datetime) -> int | None:
    """Seal what is open and return the seal's number, or None when nothing new was written.

    On PostgreSQL waits for the writers under way and holds new ones back until the caller commits, so that the interval
    (by id) can never gain an entry later: seal in a transaction of its own.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE audit IN SHARE MODE"))
    last = session.execute(select(audit_seal).order_by(audit_seal.c.seq.desc()).limit(1)).mappings().first()
    from_id = last["to_id"] if last else 0
    to_id = session.execute(select(func.max(audit.c.id))).scalar() or 0
    if to_id <= from_id:
        return None
    heads = heads_between(session, from_id, to_id)
    row: dict[str, Any] = {
        "seq": last["seq"] + 1 if last else 1,
        "from_id": from_id,
        "to_id": to_id,
        "subjects": len(heads),
        "root": root_of(heads),
        "at": at,
        "previous_hash": bytes(last["hash"]) if last else GENESIS,
    }
    session.execute(insert(audit_seal).values(row | {"hash": seal_hash(row["previous_hash"], row)}))
    number: int = row["seq"]
    return number


def heads_between(session: Session, from_id: int, to_id: int) -> list[tuple[str, str, int, bytes]]:
    """Return the last entry of every chain touched in the interval, sorted by subject in Python."""
    within = (audit.c.id > from_id) & (audit.c.id <= to_id)
    last = (
        select(audit.c.subject_kind, audit.c.subject_id, func.max(audit.c.seq).label("seq"))
        .where(within)
        .group_by(audit.c.subject_kind, audit.c.subject_id)
        .subquery()
    )
    rows: Iterable[Row[Any]] = session.execute(
        select(audit.c.subject_kind, audit.c.subject_id, audit.c.seq, audit.c.hash).join(
            last,
            (audit.c.subject_kind == last.c.subject_kind)
            & (audit.c.subject_id == last.c.subject_id)
            & (audit.c.seq == last.c.seq),
        )
    )
    return sorted((row.subject_kind, row.subject_id, row.seq, bytes(row.hash)) for row in rows)


def root_of(heads: Heads) -> bytes:
    """Return the Merkle root of chain heads."""
    return merkle_root([leaf(*head) for head in heads])
