"""Insert a row or change the one that is there, in one statement, on both databases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Result, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def upsert(
    session: Session,
    table: Table,
    row: Mapping[str, Any],
    *,
    key: Sequence[str],
    change: Mapping[str, Any],
    returning: Sequence[str] = (),
) -> Result[Any]:
    """Insert ``row``, or where its ``key`` columns already exist apply ``change``; return the columns asked for."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(row).on_conflict_do_update(index_elements=[*key], set_=dict(change))
    if returning:
        return session.execute(statement.returning(*(table.c[name] for name in returning)))
    return session.execute(statement)
