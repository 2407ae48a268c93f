"""Statements of the hot path: written with SQLAlchemy, compiled once, then handed to the driver as they are.

Core spends several times what a driver needs on every execution of a statement, and finishing a step runs more than a
dozen. Rows come back as named tuples; values pass through the same column types as everywhere else. Where somebody
listens to statements (a test that breaks the n-th one, a tracer), the ordinary way is taken, so nothing is hidden.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Dialect, Executable, literal_column
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import SelectBase
from sqlalchemy.sql.visitors import replacement_traverse

from engine.platform.rows import rows_changed

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]
_NOTHING: Values = {}
_WORD = re.compile("[a-z_]+")
CONNECTION = "connection"
"""Where a session's opener leaves its connection (``session.info``), so that no statement looks it up again."""


class Prepared:
    """One statement; every value that changes from call to call is a bindparam or a column of an insert or update."""

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._plans: dict[tuple[str, tuple[str, ...]], Plan] = {}

    def all(self, session: Session, values: Values = _NOTHING) -> list[Any]:
        """Run a query and return its rows."""
        connection = driver_of(session)
        if connection is None:
            return [*session.execute(self.statement, values)]
        plan = self.plan(connection.dialect, values)
        return plan.read(send(connection, plan.sql, plan.bind(values)).fetchall())

    def first(self, session: Session, values: Values = _NOTHING) -> Any:
        """Run a query that has at most one row and return it, or None."""
        rows = self.all(session, values)
        return rows[0] if rows else None

    def run(self, session: Session, values: Values) -> int:
        """Run a write and return how many rows it touched."""
        connection = driver_of(session)
        if connection is None:
            return rows_changed(session, self.statement, values)
        plan = self.plan(connection.dialect, values)
        return int(send(connection, plan.sql, plan.bind(values)).rowcount)

    def plan(self, dialect: Dialect, values: Values) -> Plan:
        """The statement as a driver takes it, for calls that give these values."""
        key = (dialect.name, tuple(values))
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = _compile(self.statement, dialect, values)
        return plan


@dataclass(frozen=True, eq=False)
class Plan:
    """A statement as one driver takes it."""

    sql: str
    bind: Callable[[Values], Any]
    read: Callable[[Iterable[Any]], list[Any]]


def _compile(statement: Any, dialect: Dialect, values: Values) -> Plan:
    compiled = _spelled_out(statement).compile(dialect=dialect, column_keys=[*values], for_executemany=True)
    read = _reader(statement, dialect) if isinstance(statement, SelectBase) else list
    return Plan(str(compiled), _binder(compiled, dialect, values), read)


def _spelled_out(statement: Any) -> Any:
    """The statement with its constant words written into it.

    SQLite prepares a statement again whenever a value is bound that decides whether a partial index fits, and
    PostgreSQL cannot use such an index in a plan it keeps.
    """

    def literal(element: Any, **_: Any) -> Any:
        constant = element.value if isinstance(element, BindParameter) else None
        return literal_column(f"'{constant}'") if isinstance(constant, str) and _WORD.fullmatch(constant) else None

    return replacement_traverse(statement, {}, literal)


def _binder(compiled: Any, dialect: Dialect, values: Values) -> Callable[[Values], Any]:
    """Constants of the statement are converted now, the values of a call when it comes."""
    converts: dict[str, Convert] = {
        name: convert
        for name, bind in compiled.binds.items()
        if (convert := bind.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    }
    constant = {
        name: converts[name](bind.value) if name in converts else bind.value
        for name, bind in compiled.binds.items()
        if name not in values
    }

    def bound(given: Values) -> dict[str, Any]:
        said = {**constant, **given}
        for name, convert in converts.items():
            if name in given:
                said[name] = convert(given[name])
        return said

    if not compiled.positional:
        return bound
    order = compiled.positiontup

    def in_order(given: Values) -> list[Any]:
        said = bound(given)
        return [said[name] for name in order]

    return in_order


def _reader(statement: SelectBase, dialect: Dialect) -> Callable[[Iterable[Any]], list[Any]]:
    columns = [*statement.selected_columns]
    row = _named([column.key for column in columns])
    converts = [
        (place, convert)
        for place, column in enumerate(columns)
        if (convert := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
    ]

    def read(found: Iterable[Any]) -> list[Any]:
        rows = []
        for values in found:
            cells = [*values]
            for place, convert in converts:
                cells[place] = convert(cells[place])
            rows.append(row(*cells))
        return rows

    return read


def _named(names: list[str]) -> Callable[..., Any]:
    make: Any = namedtuple
    row: Callable[..., Any] = make("Row", names)
    return row


def _connection(session: Session) -> Connection:
    if session.in_nested_transaction():
        return session.connection()  # sets the savepoint, which SQLAlchemy leaves until a connection is asked for
    known: Connection | None = session.info.get(CONNECTION)
    return known or session.connection()


def driver_of(session: Session) -> Connection | None:
    """The connection statements may be handed to directly; None where somebody listens to them."""
    connection = _connection(session)
    return None if _listened_to(connection) else connection


def _listened_to(connection: Connection) -> bool:
    return bool(connection.engine.dispatch.before_cursor_execute)


def send(connection: Connection, sql: str, values: Any = ()) -> Any:
    """Hand a statement to the driver as it is and return the cursor; what the driver refuses is the usual error."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql, values)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(
            sql, None, error, connection.dialect.loaded_dbapi.Error, dialect=connection.dialect
        ) from error
    return cursor
