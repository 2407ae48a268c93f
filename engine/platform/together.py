"""Writes that belong together: one statement on PostgreSQL, one way there and back; one after the other on SQLite.

Each write sees the rows as they were before all of them, so none may depend on another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Insert
from sqlalchemy.orm import Session

from engine.platform.prepared import Plan, Prepared, Values, driver_of, send

_VALUE = re.compile(r"%\((\w+)\)s")
_plans: dict[tuple[Plan, ...], str] = {}


@dataclass(frozen=True, slots=True)
class Write:
    """A prepared insert or update with its values."""

    statement: Prepared
    values: Values


def write_all(session: Session, writes: Sequence[Write]) -> list[int]:
    """Run the writes and return how many rows each touched; rows of one table are numbered in the order given."""
    connection = driver_of(session)
    if connection is None or connection.dialect.name == "sqlite":
        return [write.statement.run(session, write.values) for write in writes]
    return [count for group in _groups(writes) for count in _at_once(connection, group)]


def _groups(writes: Sequence[Write]) -> Iterator[list[Write]]:
    """Cut where a table would be inserted into twice: one statement gives its rows no order."""
    group: list[Write] = []
    filled: set[str] = set()
    for write in writes:
        made = write.statement.statement
        if isinstance(made, Insert):
            if made.table.name in filled:
                yield group
                group, filled = [], set()
            filled.add(made.table.name)
        group.append(write)
    if group:
        yield group


def _at_once(connection: Connection, group: Sequence[Write]) -> list[int]:
    plans = tuple(write.statement.plan(connection.dialect, write.values) for write in group)
    sql = _plans.get(plans)
    if sql is None:
        sql = _plans[plans] = _as_one(plans)
    values = {
        f"w{number}_{name}": value
        for number, (plan, write) in enumerate(zip(plans, group, strict=True))
        for name, value in plan.bind(write.values).items()
    }
    return [*send(connection, sql, values).fetchone()]


def _as_one(plans: Sequence[Plan]) -> str:
    parts = [f"w{number} AS ({_renamed(plan.sql, number)} RETURNING 1)" for number, plan in enumerate(plans)]
    counts = [f"(SELECT count(*) FROM w{number})" for number in range(len(plans))]
    return f"WITH {', '.join(parts)} SELECT {', '.join(counts)}"


def _renamed(sql: str, number: int) -> str:
    """The statement with its values under names of its own."""
    return _VALUE.sub(lambda found: f"%(w{number}_{found[1]})s", sql)
