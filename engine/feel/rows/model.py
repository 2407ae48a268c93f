"""What a condition made of rows is: comparisons of one name with written values, joined by all or any, nested once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

Value = str | Decimal | bool | date

ALL: Final = "all"
ANY: Final = "any"

PLAIN: Final = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
"""Comparisons of the name itself with one value."""
ON_DAY: Final = {f"day_{code}": sign for code, sign in PLAIN.items()}
"""Comparisons of the day that a text says (answers hold dates as text) with one day."""
AGO: Final = {"ago_lt": "<", "ago_le": "<=", "ago_gt": ">", "ago_ge": ">="}
"""Comparisons of that day with today less a duration such as P18Y: before, not after, after, not before that day."""
COUNT: Final = {f"count_{code}": sign for code, sign in PLAIN.items()}
"""Comparisons of the number of elements with a number."""
CALLS: Final = {"has": "list contains", "contains": "contains", "starts": "starts with", "ends": "ends with"}
"""Comparisons that are a call with one value."""
NOT: Final = {"has_not": "has", "contains_not": "contains", "none_of": "one_of"}
"""Comparisons that negate another one."""
WITHOUT_VALUE: Final = ("empty", "filled")
"""Comparisons with null."""


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. ``path`` is a dotted name; ``comparison`` a code; how many ``values`` depends on it."""

    path: str
    comparison: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of which all, or any, must hold; only the outermost group has groups in it."""

    join: str = ALL
    items: tuple[Row | Group, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        """Every row, in order."""
        return tuple(row for one in self.items for row in (one.rows() if isinstance(one, Group) else (one,)))
