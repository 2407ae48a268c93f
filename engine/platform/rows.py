"""Two small questions about a statement just run: which row did it make, how many rows did it change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import CursorResult, Executable, Table
from sqlalchemy.orm import Session


def insert_row(session: Session, table: Table, **values: Any) -> int:
    """Insert one row and return its number."""
    made = cast(CursorResult[Any], session.execute(table.insert().values(**values)))
    key = made.inserted_primary_key
    assert key is not None
    return int(key[0])


def rows_changed(session: Session, statement: Executable, values: Mapping[str, Any] | None = None) -> int:
    """Run an update or delete and return how many rows it touched."""
    return cast(CursorResult[Any], session.execute(statement, values)).rowcount
