"""Tables of imported sheets: the files sent, the procedures found in them, their open points, words corrected once."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

sheet_import = Table(
    "sheet_import",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("hash", ForeignKey("blob.hash"), nullable=False),
    Column("name", String(300), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("size", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("progress", Json),
    Column("error", Json),
    Column("sent_at", Instant, nullable=False),
    Column("sent_by_account", Integer, nullable=False),
    Column("sent_by", String(200), nullable=False),
    Column("read_at", Instant),
    Index("ix_sheet_import_sent", "sent_at"),
)
"""A file as it was sent: by its hash, by whom, when, and how far reading it has come."""

sheet_found = Table(
    "sheet_found",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("import_id", ForeignKey("sheet_import.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("key", String(80), nullable=False),
    Column("name", String(500), nullable=False),
    Column("summary", Json, nullable=False),
    Column("data", ForeignKey("blob.hash"), nullable=False),
    Column("files", Json, nullable=False),
    Column("against", Json),
    Column("proposal", Json),
    Column("copy_id", ForeignKey("working_copy.id")),
    Column("taken_at", Instant),
    Column("taken_by", String(200)),
    UniqueConstraint("import_id", "position"),
    Index("ix_sheet_found_copy", "copy_id"),
)
"""One procedure of a file. ``files`` are the draft as corrected (path to hash); ``against`` is what is declared of
it already, ``proposal`` that declaration with the sheet's changes; ``copy_id`` the working copy it became."""

sheet_point = Table(
    "sheet_point",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("found_id", ForeignKey("sheet_found.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("row", Integer),
    Column("cell", String(200), nullable=False),
    Column("place", Json, nullable=False),
    Column("text", Text, nullable=False),
    Column("reason", Json, nullable=False),
    Column("status", String(16), nullable=False),
    Column("note", String(1000)),
    Column("settled_at", Instant),
    Column("settled_by_account", Integer),
    Column("settled_by", String(200)),
    UniqueConstraint("found_id", "number"),
)
"""Something the reader did not understand, at its cell; open until somebody resolves or accepts it by name."""

sheet_word = Table(
    "sheet_word",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("phrase", String(500), nullable=False),
    Column("printed", String(500), nullable=False),
    Column("value", Json, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by_account", Integer, nullable=False),
    Column("made_by", String(200), nullable=False),
    UniqueConstraint("kind", "phrase"),
)
"""What somebody corrected once, by the words of the cell: proposed when the same words are printed again."""
