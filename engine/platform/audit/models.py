"""The tables of the audit trail."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, UniqueConstraint

from engine.platform.append_only import append_only
from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

audit = Table(
    "audit",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("subject_kind", String(40), nullable=False),
    Column("subject_id", String(80), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("act", String(60), nullable=False),
    Column("actor", String(120), nullable=False),
    Column("on_behalf", String(120)),
    Column("detail", Json, nullable=False),
    Column("at", Instant, nullable=False),
    Column("previous_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    UniqueConstraint("subject_kind", "subject_id", "seq"),
    Index("ix_audit_at", "at"),
)
"""One act on one subject; ``hash`` covers the act and the hash before it in the chain of the same subject."""

audit_seal = Table(
    "audit_seal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("from_id", BigInteger, nullable=False),
    Column("to_id", BigInteger, nullable=False),
    Column("subjects", BigInteger, nullable=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("previous_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
"""One closed interval (ids after ``from_id`` up to ``to_id``) under one Merkle root of chain heads."""

append_only(audit)
append_only(audit_seal)
