"""Tables of running dossiers: the dossier, its engine state, its open work, its waits and its story."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnClause,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from engine.platform.append_only import append_only
from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json, SortKey

OPEN: ColumnClause[str] = literal_column("'open'")
"""The status of open work and open waits, written out in a statement so that the indexes of open rows serve it."""


def _partial(name: str, *columns: str, where: str) -> Index:
    """An index of some rows only, on both databases."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


dossier = Table(
    "dossier",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("reference", String(40), nullable=False, unique=True),
    Column("code", String(60), unique=True),
    Column("look_up_key", String(40), nullable=False),
    Column("version_id", ForeignKey("procedure_version.id"), nullable=False),
    Column("procedure_key", String(80), nullable=False),
    Column("procedure_name", String(500), nullable=False),
    Column("case_id", String(60)),
    Column("channel", String(16), nullable=False),
    Column("space", String(8), nullable=False),
    Column("parent_id", ForeignKey("dossier.id")),
    Column("applicant", Json, nullable=False),
    Column("applicant_name", String(300), nullable=False),
    Column("search", String(1000), nullable=False),
    Column("receiving_unit_id", Integer, nullable=False),
    Column("resolving_unit_id", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("clock_status", String(16), nullable=False),
    Column("money_status", String(16), nullable=False),
    Column("stage", String(300), nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("accepted_at", Instant),
    Column("due_at", Instant),
    Column("due", Json),
    Column("done_at", Instant),
    Column("ended_at", Instant),
    Column("ended_by", String(80)),
    Column("result", String(16)),
    Index("ix_dossier_search", "receiving_unit_id", "submitted_at"),
    Index("ix_dossier_submitted", "submitted_at", "receiving_unit_id", "resolving_unit_id", "id"),
    _partial(
        "ix_dossier_open",
        *(
            "receiving_unit_id",
            "procedure_key",
            "resolving_unit_id",
            "clock_status",
            "due_at",
            "submitted_at",
            "parent_id",
            "id",
        ),
        where="ended_at IS NULL",
    ),
    _partial(
        "ix_dossier_resolving",
        "resolving_unit_id",
        where="resolving_unit_id <> receiving_unit_id",
    ),
    _partial("ix_dossier_parent", "parent_id", where="parent_id IS NOT NULL"),
    _partial("ix_dossier_done", "done_at", where="done_at IS NOT NULL"),
    _partial("ix_dossier_ended", "ended_at", where="ended_at IS NOT NULL"),
)

dossier_state = Table(
    "dossier_state",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("blob", LargeBinary, nullable=False),
)

state_snapshot = Table(
    "state_snapshot",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("blob", LargeBinary, nullable=False),
)

work_item = Table(
    "work_item",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("task", String(60), nullable=False),
    Column("element", String(120), nullable=False),
    Column("step_no", String(20)),
    Column("title", String(500), nullable=False),
    Column("item_index", Integer),
    Column("unit_id", Integer),
    Column("unit_name", String(300)),
    Column("post", String(60)),
    Column("alternatives", Json, nullable=False),
    Column("person_id", Integer),
    Column("person_name", String(200)),
    Column("status", String(12), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("claimed_at", Instant),
    Column("closed_at", Instant),
    Column("closed_by", String(200)),
    Column("closed_by_person_id", Integer),
    Column("closed_version", Integer),
    Column("outcome", String(80)),
    Column("due_at", Instant),
    Column("due", Json),
    UniqueConstraint("dossier_id", "task"),
    Index("ix_work_item_dossier", "dossier_id", "status", "unit_id"),
    Index("ix_work_item_unit", "unit_id", "opened_at", "dossier_id"),
    _partial("ix_work_item_open", "unit_id", "post", "due_at", "id", "person_id", where="status = 'open'"),
    _partial("ix_work_item_held", "unit_id", "dossier_id", "due_at", "id", where="status = 'open'"),
    _partial("ix_work_item_mine", "person_id", "due_at", "id", where="status = 'open' AND person_id IS NOT NULL"),
)

dossier_unit = Table(
    "dossier_unit",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("unit_id", Integer, primary_key=True, autoincrement=False),
    Column("ended_at", Instant),
    Index("ix_dossier_unit_unit", "unit_id", "dossier_id"),
    _partial("ix_dossier_unit_open", "unit_id", "dossier_id", where="ended_at IS NULL"),
    sqlite_with_rowid=False,
)
"""Units a dossier is the business of: those that received and resolve it, and whoever ever had work on it."""

dossier_word = Table(
    "dossier_word",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("word", SortKey, primary_key=True),
    Index("ix_dossier_word_word", "word", "dossier_id"),
    sqlite_with_rowid=False,
)
"""The words a dossier is found by, as ``engine.dossiers.words`` makes them."""

work_item_draft = Table(
    "work_item_draft",
    metadata,
    Column("work_item_id", ForeignKey("work_item.id"), primary_key=True),
    Column("account_id", Integer, primary_key=True),
    Column("values", Json, nullable=False),
    Column("outcome", String(80)),
    Column("saved_at", Instant, nullable=False),
)

wait = Table(
    "wait",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("task", String(60), nullable=False),
    Column("element", String(120), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", String(300), nullable=False),
    Column("asked_by_unit_id", Integer),
    Column("partner", String(60)),
    Column("opened_at", Instant, nullable=False),
    Column("closes_itself_at", Instant),
    Column("closed_at", Instant),
    Column("status", String(12), nullable=False),
    UniqueConstraint("dossier_id", "task"),
    Index("ix_wait_dossier", "dossier_id", "status"),
    _partial("ix_wait_open", "kind", "partner", "dossier_id", "opened_at", where="status = 'open'"),
)

timer = Table(
    "timer",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("task", String(60), nullable=False),
    Column("element", String(120), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("status", String(12), nullable=False),
    UniqueConstraint("dossier_id", "task"),
)

EARLY = "early"
"""Status of a message that came before anything waited for it."""

message_inbox = Table(
    "message_inbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("element", String(120), nullable=False),
    Column("dedupe_key", String(200), nullable=False),
    Column("values", Json, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("sender", String(200), nullable=False),
    Column("status", String(12), nullable=False),
    UniqueConstraint("dossier_id", "dedupe_key"),
)

clock_event = Table(
    "clock_event",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("at", Instant, nullable=False),
    Column("rule", String(40), nullable=False),
    Column("reason", Json),
    Column("author", String(200), nullable=False),
    Column("clock", String(10)),
    Column("ref", String(120), nullable=False),
    Column("new_due", Instant),
    Index("ix_clock_event_dossier", "dossier_id", "id"),
)

form_submission = Table(
    "form_submission",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("element", String(120), nullable=False),
    Column("task", String(60)),
    Column("form", String(120), nullable=False),
    Column("values", Json, nullable=False),
    Column("author", String(200), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_form_submission_dossier", "dossier_id", "id"),
)

checklist_entry = Table(
    "checklist_entry",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("document_id", String(60), primary_key=True),
    Column("name", String(500), nullable=False),
    Column("mode", String(12), nullable=False),
    Column("originals", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("received", Boolean, nullable=False),
    Column("note", String(500)),
)

payment = Table(
    "payment",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("fee_id", String(60), nullable=False),
    Column("name", String(300), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("basis", String(300)),
    Column("collect", String(16), nullable=False),
    Column("status", String(12), nullable=False),
    Column("paid_at", Instant),
    Column("taken_by", String(200)),
    Column("method", String(12)),
    Column("receipt_no", String(60)),
    Column("detail", Json),
    UniqueConstraint("dossier_id", "fee_id"),
)
"""One amount due, and how it was paid: ``method`` counter, online or bank, under the number of its receipt.

``collect`` is the fee's, or ``obligation`` for what another authority assessed; ``detail`` says where that is paid."""

number_series = Table(
    "number_series",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("last", Integer, nullable=False),
)

incident = Table(
    "incident",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("task", String(60)),
    Column("element", String(120), nullable=False),
    Column("code", String(60), nullable=False),
    Column("message", Json, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("resolved_at", Instant),
    Column("resolved_by", String(200)),
    Index("ix_incident_open", "resolved_at", "opened_at"),
    Index("ix_incident_dossier", "dossier_id"),
)

history = Table(
    "history",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("act", String(40), nullable=False),
    Column("element", String(120)),
    Column("step_no", String(20)),
    Column("said", Json, nullable=False),
    Column("note", Text),
    Column("person", String(200), nullable=False),
    Column("unit", String(300)),
    Column("public", Boolean, nullable=False),
    Column("path", Json),
    Index("ix_history_dossier", "dossier_id", "id"),
)

append_only(history)
append_only(clock_event)
