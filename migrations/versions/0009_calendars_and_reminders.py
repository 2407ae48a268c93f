"""Calendars as data with their changes, the due dates these move, and reminders of open work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import BigId, Instant, Json

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _stored("calendar", sa.Column("name", sa.String(length=60), nullable=False))
    _stored("holiday_year", sa.Column("year", sa.Integer(), autoincrement=False, nullable=False))
    _changes()
    _moves()
    _reminders()


def downgrade() -> None:
    """Go back."""
    for table in ("reminder", "calendar_move", "calendar_change", "holiday_year", "calendar"):
        op.drop_table(table)


def _stored(table: str, key: sa.Column[object]) -> None:
    op.create_table(
        table,
        key,
        sa.Column("document", Json(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint(key.name, name=op.f(f"pk_{table}")),
    )


def _changes() -> None:
    op.create_table(
        "calendar_change",
        sa.Column("id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("payload", Json(), nullable=False),
        sa.Column("said", Json(), nullable=False),
        sa.Column("decision", sa.String(length=300), nullable=True),
        sa.Column("seen", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("applied_at", Instant(), nullable=True),
        sa.Column("applied_by", sa.String(length=200), nullable=True),
        sa.Column("done_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_change")),
    )
    op.create_index("ix_calendar_change_status", "calendar_change", ["status", "id"])


def _moves() -> None:
    op.create_table(
        "calendar_move",
        sa.Column("id", BigId, nullable=False),
        sa.Column("change_id", BigId, nullable=False),
        sa.Column("dossier_id", BigId, nullable=False),
        sa.Column("work_item_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("before", Instant(), nullable=False),
        sa.Column("after", Instant(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["calendar_change.id"], name=op.f("fk_calendar_move_change_id_calendar_change")
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_calendar_move_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_move")),
        sa.UniqueConstraint(
            "change_id",
            "dossier_id",
            "work_item_id",
            name=op.f("uq_calendar_move_change_id_dossier_id_work_item_id"),
        ),
    )
    op.create_index("ix_calendar_move_status", "calendar_move", ["change_id", "status", "dossier_id"])


def _reminders() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", BigId, nullable=False),
        sa.Column("work_item_id", BigId, nullable=False),
        sa.Column("dossier_id", BigId, nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("mailed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_reminder_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["work_item_id"], ["work_item.id"], name=op.f("fk_reminder_work_item_id_work_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "work_item_id", "stage", "person_id", name=op.f("uq_reminder_work_item_id_stage_person_id")
        ),
    )
    op.create_index("ix_reminder_person", "reminder", ["person_id", "read_at"])
