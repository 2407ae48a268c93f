"""Tables that only grow: triggers that refuse every update and delete, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, MetaData, Table, event

_MARK = "append_only"
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = 'integrity_constraint_violation';
END $$
"""


def guards(table: str, dialect: str) -> Sequence[str]:
    """Return the statements that make ``table`` append-only, for ``create_all`` and for migrations alike."""
    if dialect == "sqlite":
        return tuple(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for act in ("UPDATE", "DELETE")
        )
    return (
        _POSTGRESQL_FUNCTION,
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    )


def append_only(table: Table) -> None:
    """Declare ``table`` append-only: whoever creates it, ``create_all`` or a migration, creates its guards too.

    Alembic copies ``info`` into the migration. A later migration that rebuilds such a table on SQLite (batch mode)
    drops its triggers and must run ``guards`` again; a test notices.
    """
    table.info[_MARK] = True


def append_only_tables(metadata: MetaData) -> list[str]:
    """Return the names of all tables declared append-only; each must have its guards."""
    return sorted(table.name for table in metadata.tables.values() if _MARK in table.info)


@event.listens_for(Table, "after_create")
def _guard(table: Table, connection: Connection, **_: Any) -> None:
    if table.info.get(_MARK):
        for statement in guards(table.name, connection.dialect.name):
            connection.exec_driver_sql(statement)
