"""Writes one audit entry in the caller's transaction, linked to the subject's chain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from engine.platform.audit.hashing import GENESIS, entry_hash
from engine.platform.audit.models import audit
from engine.platform.prepared import Prepared
from engine.platform.together import Write, write_all

_HEAD = Prepared(
    select(audit.c.seq, audit.c.hash)
    .where(audit.c.subject_kind == bindparam("kind"), audit.c.subject_id == bindparam("subject"))
    .order_by(audit.c.seq.desc())
    .limit(1)
)
_INSERT = Prepared(insert(audit))

Head = tuple[int, bytes]
"""Sequence number and hash of the last entry of a chain."""


def record(
    session: Session,
    *,
    subject_kind: str,
    subject_id: str | int,
    act: str,
    actor: str,
    at: datetime,
    on_behalf: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Append one entry and return its sequence number in the subject's chain.

    ``detail`` is plain JSON and names nothing secret and no personal identifier. Two transactions that write to one
    subject at once collide on the sequence number (IntegrityError): lock or version the subject's own row first.
    """
    write = following(
        head(session, subject_kind, str(subject_id)),
        subject_kind=subject_kind,
        subject_id=subject_id,
        act=act,
        actor=actor,
        on_behalf=on_behalf,
        detail=detail,
        at=at,
    )
    write_all(session, [write])
    sequence: int = write.values["seq"]
    return sequence


def following(
    after: Head,
    *,
    subject_kind: str,
    subject_id: str | int,
    act: str,
    actor: str,
    at: datetime,
    on_behalf: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Write:
    """Return the entry that follows ``after``, to be written together with what it tells of."""
    row = entry(
        after,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        act=act,
        actor=actor,
        on_behalf=on_behalf,
        detail=dict(detail or {}),
        at=at,
    )
    return Write(_INSERT, row)


def head(session: Session, subject_kind: str, subject_id: str) -> Head:
    """Return the last sequence number and hash of a subject's chain, ``(0, GENESIS)`` when it is new."""
    last = _HEAD.first(session, {"kind": subject_kind, "subject": subject_id})
    return head_of(last.seq, last.hash) if last else head_of(None, None)


def head_of(seq: int | None, entry_hash: bytes | None) -> Head:
    """Return the end of a chain somebody has read; ``(0, GENESIS)`` where there was nothing to read."""
    return (0, GENESIS) if seq is None or entry_hash is None else (seq, bytes(entry_hash))


def entry(after: Head, **said: Any) -> dict[str, Any]:
    """Return the row that follows ``after``; for callers that write all their rows in one statement."""
    seq, previous = after
    row = {**said, "seq": seq + 1, "previous_hash": previous}
    return {**row, "hash": entry_hash(previous, row)}
