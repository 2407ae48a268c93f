"""The tables of the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.platform.append_only import append_only
from engine.platform.db import Model
from engine.platform.types import BigInt, Instant, Json


class AuditEntry(Model):
    """One act on one subject; ``hash`` covers the act and the hash before it in the chain of the same subject."""

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "seq"),
        Index("ix_audit_at", "at"),
    )

    id: Mapped[int] = mapped_column(BigInt, primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(80))
    seq: Mapped[int] = mapped_column(BigInt)
    act: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(120))
    on_behalf: Mapped[str | None] = mapped_column(String(120))
    detail: Mapped[Any] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Instant)
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditSeal(Model):
    """One closed interval (ids after ``from_id`` up to ``to_id``) under one Merkle root of chain heads."""

    __tablename__ = "audit_seal"

    seq: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=False)
    from_id: Mapped[int] = mapped_column(BigInt)
    to_id: Mapped[int] = mapped_column(BigInt)
    subjects: Mapped[int] = mapped_column(BigInt)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime] = mapped_column(Instant)
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


def _table(model: type[Model]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} has no table of its own")
    return table


audit = _table(AuditEntry)
audit_seal = _table(AuditSeal)

append_only(audit)
append_only(audit_seal)
