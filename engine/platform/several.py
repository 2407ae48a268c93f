"""Inserting several rows with one prepared statement, which may then be one of the writes of ``together``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, select, union_all

from engine.platform.prepared import Prepared
from engine.platform.together import Write


def insert_several(table: Table, rows: Sequence[Mapping[str, Any]]) -> Write:
    """The write that inserts these rows, at least one, all with the same columns."""
    values = {f"{name}_{number}": value for number, row in enumerate(rows) for name, value in row.items()}
    return Write(_statement(table, tuple(rows[0]), len(rows)), values)


@cache
def _statement(table: Table, columns: tuple[str, ...], rows: int) -> Prepared:
    lines = [
        select(*(bindparam(f"{name}_{number}", type_=table.c[name].type) for name in columns)) for number in range(rows)
    ]
    return Prepared(table.insert().from_select(columns, union_all(*lines) if rows > 1 else lines[0]))
