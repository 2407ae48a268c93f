"""Papers issued under numbers, their prints, and the Word templates of agencies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import Instant, Json

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "paper_template",
        sa.Column("id", _ID, nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_template")),
        sa.UniqueConstraint("role", "unit_id", "number", name=op.f("uq_paper_template_role_unit_id_number")),
    )
    op.create_table(
        "issued_paper",
        sa.Column("id", _ID, nullable=False),
        sa.Column("public_id", sa.String(length=40), nullable=False),
        sa.Column("dossier_id", _ID, nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("series", sa.String(length=120), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("template_id", _ID, nullable=True),
        sa.Column("template_hash", sa.String(length=64), nullable=True),
        sa.Column("fields", Json(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("issued_by", sa.String(length=200), nullable=False),
        sa.Column("void_at", Instant(), nullable=True),
        sa.Column("void_by", sa.String(length=200), nullable=True),
        sa.Column("void_reason", sa.String(length=1000), nullable=True),
        sa.Column("pdf_hash", sa.String(length=64), nullable=True),
        sa.Column("pdf_of", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_issued_paper_dossier_id_dossier")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["paper_template.id"], name=op.f("fk_issued_paper_template_id_paper_template")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("public_id", name=op.f("uq_issued_paper_public_id")),
        sa.UniqueConstraint("series", "number", name=op.f("uq_issued_paper_series_number")),
    )
    op.create_index("ix_issued_paper_dossier", "issued_paper", ["dossier_id", "id"])
    op.create_index("ix_issued_paper_pdf", "issued_paper", ["pdf_hash"])
    op.create_table(
        "paper_print",
        sa.Column("id", _ID, nullable=False),
        sa.Column("paper_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("template_hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_paper.id"], name=op.f("fk_paper_print_paper_id_issued_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_print")),
        info={"append_only": True},
    )
    op.create_index("ix_paper_print_paper", "paper_print", ["paper_id", "id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("paper_print")
    op.drop_table("issued_paper")
    op.drop_table("paper_template")
