"""Tables of papers: those issued under a number, every print of them, and the Word templates offices put in place."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from engine.platform.append_only import append_only
from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

DRAFT = "draft"
ISSUED = "issued"
VOID = "void"

paper_template = Table(
    "paper_template",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("role", String(40), nullable=False),
    Column("unit_id", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", String(300), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("in_force", Boolean, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("added_by", String(200), nullable=False),
    UniqueConstraint("role", "unit_id", "number"),
)
"""``unit_id`` 0 is every agency of the installation; rows stay: a paper finds the version it was issued with."""

issued_paper = Table(
    "issued_paper",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("public_id", String(40), nullable=False, unique=True),
    Column("dossier_id", ForeignKey("dossier.id")),
    Column("role", String(40), nullable=False),
    Column("status", String(12), nullable=False),
    Column("series", String(120)),
    Column("number", Integer),
    Column("label", String(60), nullable=False),
    Column("unit_id", Integer, nullable=False),
    Column("template_id", ForeignKey("paper_template.id")),
    Column("template_hash", String(64)),
    Column("fields", Json, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("issued_by", String(200), nullable=False),
    Column("void_at", Instant),
    Column("void_by", String(200)),
    Column("void_reason", String(1000)),
    Column("pdf_hash", String(64)),
    Column("pdf_of", String(64)),
    UniqueConstraint("series", "number"),
    Index("ix_issued_paper_dossier", "dossier_id", "id"),
    Index("ix_issued_paper_pdf", "pdf_hash"),
)
"""``fields`` are what the paper says, ``hash`` their fingerprint; ``pdf_of`` the fingerprint the PDF was made from."""

paper_print = Table(
    "paper_print",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("paper_id", ForeignKey("issued_paper.id"), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("at", Instant, nullable=False),
    Column("person", String(200), nullable=False),
    Column("template_hash", String(64)),
    Index("ix_paper_print_paper", "paper_id", "id"),
)

append_only(paper_print)
