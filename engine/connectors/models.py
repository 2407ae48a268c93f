"""The tables of calls to other systems: partners, their secrets, calls, attempts, and messages that came back."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

TRYING = "trying"
"""To be sent, or sent without a usable answer: a job sees to it."""
ACCEPTED = "accepted"
"""The partner has it under a number and will answer later."""
STUCK = "stuck"
"""Nobody tries any more; an incident says why, and an officer may enter the result by hand."""
ANSWERED = "answered"
FAILED = "failed"
CANCELLED = "cancelled"
OPEN = (TRYING, ACCEPTED, STUCK)

OWED = "owed"
"""An officer entered the result while the partner was away: it must still be told, and its answer compared."""
SETTLED = "settled"
DIFFERS = "differs"
WAIVED = "waived"
TELL = "tell"
"""The call was taken back after it may have left: the partner must be told, a job sees to it."""
TOLD = "told"
BY_HAND = "by_hand"
"""The partner must be told and no message exists for that: a person does it and says so."""
DEBTS = (OWED, TELL, BY_HAND)
"""What must still be settled with a partner."""

_OPEN = text("status IN ('trying', 'accepted', 'stuck') OR debt = 'owed'")
_CHILD = text("child_id IS NOT NULL")

partner = Table(
    "partner",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("base_url", String(500), nullable=False),
    Column("local", Boolean, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("at_once", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("rests_until", Instant),
    Column("last_good_at", Instant),
    Column("last_bad_at", Instant),
    Column("last_error", String(500)),
)
"""``local``: an administrator allows addresses of our own network. ``at_once``: calls in flight at one time."""

partner_secret = Table(
    "partner_secret",
    metadata,
    Column("partner", ForeignKey("partner.code"), primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("sealed", Text, nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("set_by", String(200), nullable=False),
)

partner_setting = Table(
    "partner_setting",
    metadata,
    Column("partner", ForeignKey("partner.code"), primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("text", Text, nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("set_by", String(200), nullable=False),
)
"""What is no secret: a service's description, a certificate, a list of allowed queries. Descriptors name them."""

connector_call = Table(
    "connector_call",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("task", String(60), nullable=False),
    Column("element", String(120), nullable=False),
    Column("name", String(300), nullable=False),
    Column("connector", String(80), nullable=False),
    Column("version", String(20)),
    Column("partner", String(60), nullable=False),
    Column("params", Json, nullable=False),
    Column("policy", String(80), nullable=False),
    Column("most", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("receipt", String(120)),
    Column("opened_at", Instant, nullable=False),
    Column("deadline_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("response", Json),
    Column("entered", Json),
    Column("entered_by", String(200)),
    Column("debt", String(12)),
    Column("last_error", String(500)),
    Column("agency", String(60)),
    Column("due_at", Instant),
    Column("partner_status", String(20)),
    Column("partner_said", String(500)),
    Column("partner_at", Instant),
    Column("heard_at", Instant),
    Column("child_id", ForeignKey("dossier.id")),
    UniqueConstraint("dossier_id", "task"),
    Index("ix_connector_call_open", "partner", "status", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_connector_call_receipt", "partner", "receipt"),
    Index("ix_connector_call_child", "child_id", sqlite_where=_CHILD, postgresql_where=_CHILD),
)
"""One call of one token. ``key`` goes out with every attempt; ``params`` are the values as the step worked them out.

``most`` attempts are made before the step's failure rule applies; ``round`` counts the jobs (a retry begins one).

A call with an ``agency`` is a leg: ``due_at`` is that agency's own date, ``partner_status`` (a word of ours) and
``partner_said`` what it says of its work, ``partner_at`` since when by its own clock, ``heard_at`` its last contact.
``child_id`` is the dossier by which another unit of ours does the leg."""

connector_attempt = Table(
    "connector_attempt",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("call_id", ForeignKey("connector_call.id"), nullable=False),
    Column("partner", String(60), nullable=False),
    Column("number", Integer, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("ended_at", Instant),
    Column("outcome", String(16), nullable=False),
    Column("said", String(500)),
    Column("exchange", Json),
    Index("ix_connector_attempt_call", "call_id", "id"),
    Index("ix_connector_attempt_flying", "partner", "lease_until"),
)
"""One try. ``lease_until`` is set while it is under way; ``exchange`` is what was sent and received, redacted."""

connector_message = Table(
    "connector_message",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("partner", ForeignKey("partner.code"), nullable=False),
    Column("number", String(120), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("ref", String(120), nullable=False),
    Column("body", Json, nullable=False),
    Column("status", String(12), nullable=False),
    Column("call_id", ForeignKey("connector_call.id")),
    UniqueConstraint("partner", "number"),
    Index("ix_connector_message_ref", "partner", "ref"),
)
"""A call-back. ``number`` is the sender's; ``ref`` is our key or their receipt; ``early`` until a call is known."""
