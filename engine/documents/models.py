"""Table of the files that belong to dossiers; their bytes lie in the file store under their hash."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant

document = Table(
    "document",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("public_id", String(40), nullable=False, unique=True),
    Column("document_id", String(60)),
    Column("name", String(300), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("size", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("added_by", String(200), nullable=False),
    Index("ix_document_dossier", "dossier_id", "id"),
)
