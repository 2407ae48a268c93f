"""Whose business each dossier is, and the words it is found by, in narrow tables with indexes of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from engine.platform.types import BigId, Instant, SortKey

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_OPEN = sa.text("ended_at IS NULL")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_LONGEST = 60
_AT_ONCE = 5_000
_UNITS = """
INSERT INTO dossier_unit (dossier_id, unit_id, ended_at)
SELECT found.dossier_id, found.unit_id, dossier.ended_at FROM (
    SELECT dossier_id, unit_id FROM work_item WHERE unit_id IS NOT NULL
    UNION SELECT id, receiving_unit_id FROM dossier
    UNION SELECT id, resolving_unit_id FROM dossier
) AS found JOIN dossier ON dossier.id = found.dossier_id
"""
_WORDS = {
    "sqlite": "INSERT INTO dossier_word (dossier_id, word) VALUES (?, ?)",
    "postgresql": "INSERT INTO dossier_word (dossier_id, word) SELECT unnest(%s::bigint[]), unnest(%s::text[])",
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "dossier_unit",
        _dossier("dossier_unit"),
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("dossier_id", "unit_id", name=op.f("pk_dossier_unit")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "dossier_word",
        _dossier("dossier_word"),
        sa.Column("word", SortKey, nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", "word", name=op.f("pk_dossier_word")),
        sqlite_with_rowid=False,
    )
    op.execute(_UNITS)
    _fill_words()
    op.create_index("ix_dossier_unit_unit", "dossier_unit", ["unit_id", "dossier_id"])
    op.create_index(
        "ix_dossier_unit_open",
        "dossier_unit",
        ["unit_id", "dossier_id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_dossier_word_word", "dossier_word", ["word", "dossier_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("dossier_word")
    op.drop_table("dossier_unit")


def _dossier(table: str) -> sa.Column[Any]:
    key = sa.ForeignKey("dossier.id", name=op.f(f"fk_{table}_dossier_id_dossier"))
    return sa.Column("dossier_id", BigId, key, autoincrement=False, nullable=False)


def _fill_words() -> None:
    connection = op.get_bind()
    statement = _WORDS[connection.dialect.name]
    for rows in _batches(connection):
        pairs = [(dossier, word) for dossier, search, code in rows for word in _words(search, code)]
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(statement, pairs)
        else:
            connection.exec_driver_sql(statement, tuple([*column] for column in zip(*pairs, strict=True)))


def _batches(connection: sa.Connection) -> Iterator[list[Any]]:
    query = sa.text("SELECT id, search, code FROM dossier WHERE id > :last ORDER BY id LIMIT :most")
    last = 0
    while rows := list(connection.execute(query, {"last": last, "most": _AT_ONCE})):
        yield rows
        last = rows[-1].id


def _words(search: str, code: str | None) -> set[str]:
    """As the program made them when this was written: words without punctuation around them, a code by its parts."""
    parts = code.lower().split("-") if code else []
    found = {"-".join(parts[place:])[:_LONGEST] for place in range(len(parts))}
    return (found | {_EDGE.sub("", word)[:_LONGEST] for word in search.split()}) - {""}
