"""`table`: shows rows computed or given elsewhere; nothing is typed into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from engine.forms import limits
from engine.forms.conditions import Condition, condition
from engine.forms.field import Field
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.text import Text


@dataclass(frozen=True, kw_only=True, eq=False)
class Column:
    """One column: which key of a row, under which heading."""

    key: str
    label: Text


@dataclass(frozen=True, kw_only=True, eq=False)
class Table(Field):
    """`dataSource` is FEEL giving a list of objects."""

    types: ClassVar[tuple[str, ...]] = ("table",)
    widget: ClassVar[str] = "table"
    stores: ClassVar[bool] = False

    source: Condition
    table_columns: tuple[Column, ...]

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds source and columns."""
        columns = []
        for number, item in enumerate(reader.items("columns", 20)):
            column = Reader(item if isinstance(item, dict) else {}, reader.at(f"columns[{number}]"), reader.problems)
            key, label = column.text("key"), column.text("label")
            if not key:
                column.complain(
                    "", Text("Cột thiếu khóa.", "The column has no key."), Text("Ghi “key”.", "Write its “key”.")
                )
            columns.append(Column(key=key, label=Text(label or key, column.text("en") or label or key)))
        source = condition(reader.text("dataSource", limits.EXPRESSION) or "null")
        return {**super().common(reader, properties), "source": source, "table_columns": tuple(columns)}
