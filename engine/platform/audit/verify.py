"""Re-computes every chain and every seal and says precisely what does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.platform.audit.hashing import GENESIS, entry_hash, seal_hash
from engine.platform.audit.models import audit, audit_seal
from engine.platform.audit.seal import heads_between, root_of
from engine.text import Text


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the trail: a code, whose chain (``kind:id`` or ``seal``), at which number, in words."""

    code: str
    subject: str
    seq: int
    message: Text


def verify(session: Session) -> tuple[Problem, ...]:
    """Return every problem found; an empty tuple means every chain and every seal holds."""
    return (*_chains(session), *_seals(session))


def _chains(session: Session) -> Iterator[Problem]:
    rows = session.execute(
        select(audit).order_by(audit.c.subject_kind, audit.c.subject_id, audit.c.seq).execution_options(yield_per=1000)
    ).mappings()
    subject, expected, previous = "", 1, GENESIS
    for row in rows:
        of = f"{row['subject_kind']}:{row['subject_id']}"
        if of != subject:
            subject, expected, previous = of, 1, GENESIS
        yield from _entry(dict(row), of, expected, previous)
        expected, previous = row["seq"] + 1, bytes(row["hash"])


def _entry(row: dict[str, Any], subject: str, expected: int, previous: bytes) -> Iterator[Problem]:
    seq = row["seq"]
    if seq != expected:
        yield Problem(
            "audit.gap",
            subject,
            seq,
            Text(
                f"Nhật ký của {subject} thiếu mục số {expected} đến {seq - 1}.",
                f"The trail of {subject} lacks entries {expected} to {seq - 1}.",
            ),
        )
    elif bytes(row["previous_hash"]) != previous:
        yield Problem(
            "audit.link",
            subject,
            seq,
            Text(
                f"Mục số {seq} của {subject} không nối với mục trước nó.",
                f"Entry {seq} of {subject} is not linked to the entry before it.",
            ),
        )
    if entry_hash(bytes(row["previous_hash"]), row) != bytes(row["hash"]):
        yield Problem(
            "audit.altered",
            subject,
            seq,
            Text(
                f"Nội dung mục số {seq} của {subject} đã bị thay đổi sau khi ghi.",
                f"Entry {seq} of {subject} was altered after it was written.",
            ),
        )


def _seals(session: Session) -> Iterator[Problem]:
    expected, previous, from_id = 1, GENESIS, 0
    for row in [dict(row) for row in session.execute(select(audit_seal).order_by(audit_seal.c.seq)).mappings()]:
        seq = row["seq"]
        if seq != expected or row["from_id"] != from_id or bytes(row["previous_hash"]) != previous:
            yield _seal_problem(
                "seal.link", seq, "không nối với lần niêm phong trước", "is not linked to the one before"
            )
        if seal_hash(bytes(row["previous_hash"]), row) != bytes(row["hash"]):
            yield _seal_problem("seal.altered", seq, "đã bị thay đổi sau khi ghi", "was altered after it was written")
        heads = heads_between(session, row["from_id"], row["to_id"])
        if len(heads) != row["subjects"] or root_of(heads) != bytes(row["root"]):
            yield _seal_problem(
                "seal.root",
                seq,
                "không khớp với nhật ký: có mục đã bị xóa hoặc sửa sau khi niêm phong",
                "does not match the trail: an entry was removed or altered after sealing",
            )
        expected, previous, from_id = seq + 1, bytes(row["hash"]), row["to_id"]
    if (session.execute(select(func.max(audit.c.id))).scalar() or 0) < from_id:
        yield _seal_problem("seal.beyond", expected - 1, "niêm phong cả những mục nay không còn", "covers lost entries")


def _seal_problem(code: str, seq: int, vi: str, en: str) -> Problem:
    return Problem(code, "seal", seq, Text(f"Lần niêm phong số {seq} {vi}.", f"Seal {seq} {en}."))
