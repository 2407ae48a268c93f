"""What a simple decision table is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ANY: Final = "-"
"""The cell that takes every value."""
POLICIES: Final = ("UNIQUE", "FIRST")


@dataclass(frozen=True, slots=True)
class Column:
    """One condition column: the FEEL it reads (a name, or date(name)) and its heading."""

    expression: str
    label: str = ""
    values: tuple[str, ...] = ()
    """Every text it can have, for looking for gaps; never written into the file people keep."""

    @property
    def path(self) -> str:
        """The name it reads."""
        inner = self.expression.strip()
        return inner[5:-1].strip() if inner.startswith("date(") and inner.endswith(")") else inner

    @property
    def root(self) -> str:
        """The first part of the name: what must be given to the table."""
        return self.path.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One rule: a FEEL test per column, the FEEL of the result, a note for readers."""

    tests: tuple[str, ...]
    result: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SimpleTable:
    """The whole table; ``default`` is the FEEL of the result when no line matches ("" for none)."""

    id: str
    name: str
    policy: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    result_label: str = ""
    default: str = ""
