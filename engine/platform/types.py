"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from engine.platform import canonical
from engine.platform.time import as_utc

_ISO_WIDTH = 27
_TO_MICROSECONDS = 26

BigId = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit integer that numbers itself as a primary key on both databases."""

SortKey = String().with_variant(String(collation="C"), "postgresql")
"""A key made by ``engine.platform.search``: compared byte by byte on both databases, never by a locale."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC point in time: timestamptz on PostgreSQL, fixed-width ISO text on SQLite so that it sorts."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(_ISO_WIDTH))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        instant = as_utc(value)
        if dialect.name != "sqlite":
            return instant
        return instant.isoformat(timespec="microseconds")[:_TO_MICROSECONDS] + "Z"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return as_utc(value)


class Json(TypeDecorator[Any]):
    """A JSON value kept as canonical text: what was hashed is what is stored, on both databases.

    Never JSONB, which reorders keys and refuses some texts.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical.dumps(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else canonical.loads(value)
