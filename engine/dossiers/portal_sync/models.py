"""Tables of the synchronisation with the national portal: what is synchronised, how far, and what is to be told."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, text

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

BEHIND = "behind"
"""Something is still to be told; a job sees to it."""
SYNCED = "synced"
STUCK = "stuck"
"""The portal refuses what is told: a person must look."""

WAITING = "waiting"
SENT = "sent"
REFUSED = "refused"
DROPPED = "dropped"
"""An officer decided not to tell it."""

EVERY = "*"
"""The scope of the whole installation."""

_LEFT = text("status <> 'synced'")
_UNSENT = text("status IN ('waiting', 'refused')")

portal_scope = Table(
    "portal_scope",
    metadata,
    Column("procedure_key", String(80), primary_key=True),
    Column("included", Boolean, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(200), nullable=False),
)
"""Which procedures are synchronised: one row for all (``*``) and exceptions."""

dossier_sync = Table(
    "dossier_sync",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("portal_code", String(60), unique=True),
    Column("origin", String(8), nullable=False),
    Column("status", String(12), nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("leased_until", Instant),
    Column("last_error", String(500)),
    Column("files", Json),
    Index("ix_dossier_sync_left", "status", "changed_at", sqlite_where=_LEFT, postgresql_where=_LEFT),
)
"""The synchronisation status of a dossier, one of its five. ``origin``: ``ours`` or ``portal``. ``files``: what was
uploaded already (our file to theirs), or for a dossier of the portal what is still to be fetched."""

portal_event = Table(
    "portal_event",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("code", Integer, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("person", String(200), nullable=False),
    Column("post", String(60)),
    Column("unit", String(300)),
    Column("said", String(1000), nullable=False),
    Column("due_at", Instant),
    Column("status", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", Instant),
    Column("last_error", String(500)),
    UniqueConstraint("dossier_id", "seq"),
    Index("ix_portal_event_left", "dossier_id", "seq", sqlite_where=_UNSENT, postgresql_where=_UNSENT),
)
"""One act to tell the portal. ``whole``: the status or the due date changed, so the whole dossier is sent again."""

portal_message = Table(
    "portal_message",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("number", String(120), nullable=False, unique=True),
    Column("service", String(40), nullable=False),
    Column("portal_code", String(60), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("dossier_id", ForeignKey("dossier.id")),
    Index("ix_portal_message_code", "portal_code"),
)
"""A genuine message of the portal and what became of it."""
