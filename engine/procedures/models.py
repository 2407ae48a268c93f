"""Tables of the catalogue: procedures, working copies, drafts, immutable versions, and sources by content hash."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

procedure = Table(
    "procedure",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", String(80), nullable=False, unique=True),
    Column("name", String(500), nullable=False),
    Column("search", String(1000), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("owner_unit_id", ForeignKey("unit.id")),
)
"""``owner_unit_id`` is the unit that looks after the declaration, None while nobody was named."""

procedure_version = Table(
    "procedure_version",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("procedure_id", ForeignKey("procedure.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("decision_number", String(120)),
    Column("basis", String(500)),
    Column("effective_from", Instant, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("drafted_by", String(200), nullable=False),
    Column("approved_by", String(200), nullable=False),
    Column("summary", Json, nullable=False),
    UniqueConstraint("procedure_id", "number"),
    UniqueConstraint("procedure_id", "hash"),
    Index("ix_procedure_version_status", "procedure_id", "status"),
)

procedure_order = Table(
    "procedure_order",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("procedure_id", ForeignKey("procedure.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("from_at", Instant, nullable=False),
    Column("reason", String(2000), nullable=False),
    Column("decision_number", String(120)),
    Column("proposed_at", Instant, nullable=False),
    Column("proposed_by_account", Integer, nullable=False),
    Column("proposed_by", String(200), nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", String(200)),
    Column("answer", String(2000)),
    Index("ix_procedure_order_status", "procedure_id", "status"),
)
"""Orders to suspend, resume or abolish a procedure: proposed by one person, decided by another."""

blob = Table(
    "blob",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

version_source = Table(
    "version_source",
    metadata,
    Column("version_id", ForeignKey("procedure_version.id"), primary_key=True),
    Column("path", String(300), primary_key=True),
    Column("hash", ForeignKey("blob.hash"), nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", String(80), nullable=False),
    Column("name", String(500), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("submitted_by_account", Integer, nullable=False),
    Column("submitted_by", String(200), nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", String(200)),
    Column("findings", Json, nullable=False),
)

draft_source = Table(
    "draft_source",
    metadata,
    Column("draft_id", ForeignKey("draft.id"), primary_key=True),
    Column("path", String(300), primary_key=True),
    Column("hash", ForeignKey("blob.hash"), nullable=False),
)

working_copy = Table(
    "working_copy",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", String(80), nullable=False),
    Column("name", String(500), nullable=False),
    Column("status", String(16), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("based_on", ForeignKey("procedure_version.id")),
    Column("draft_id", ForeignKey("draft.id")),
    Column("revision", Integer, nullable=False),
    Column("retired", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by_account", Integer, nullable=False),
    Column("created_by", String(200), nullable=False),
    Index("ix_working_copy_status", "status", "key"),
)

working_revision = Table(
    "working_revision",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("copy_id", ForeignKey("working_copy.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("parent", Integer),
    Column("hash", String(64), nullable=False),
    Column("what", Json, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by_account", Integer, nullable=False),
    Column("made_by", String(200), nullable=False),
    UniqueConstraint("copy_id", "number"),
)

working_source = Table(
    "working_source",
    metadata,
    Column("revision_id", ForeignKey("working_revision.id"), primary_key=True),
    Column("path", String(300), primary_key=True),
    Column("hash", ForeignKey("blob.hash"), nullable=False),
)

working_presence = Table(
    "working_presence",
    metadata,
    Column("copy_id", ForeignKey("working_copy.id"), primary_key=True),
    Column("account_id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("seen_at", Instant, nullable=False),
)
