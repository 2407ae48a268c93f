"""From rows to an expression."""

from __future__ import annotations

from datetime import date
from typing import Final

from engine.feel.rows.model import AGO, ALL, CALLS, COUNT, NOT, ON_DAY, PLAIN, Group, Row, Value
from engine.feel.values.printing import literal

MOMENTS: Final = frozenset(("ho_so.received",))
"""Names that hold an instant; of it only the day is compared."""


def expression_of(rows: Group) -> str:
    """The expression; "" for no rows at all."""
    return _joined(rows, outer=True)


def day_of(path: str) -> str:
    """The expression that reads a day from a name."""
    return f"date(substring(string({path}), 1, 10))" if path in MOMENTS else f"date({path})"


def _joined(group: Group, *, outer: bool) -> str:
    parts = [_joined(one, outer=False) if isinstance(one, Group) else _row(one) for one in group.items]
    parts = [part for part in parts if part]
    said = (" and " if group.join == ALL else " or ").join(parts)
    return said if outer or len(parts) < 2 else f"({said})"


def _row(row: Row) -> str:
    path, code, values = row.path, row.comparison, row.values
    if code in NOT:
        return f"not({_row(Row(path, NOT[code], values))})"
    if code in PLAIN:
        return f"{path} {PLAIN[code]} {_value(values[0])}"
    if code in ON_DAY:
        return f"{day_of(path)} {ON_DAY[code]} {_value(values[0])}"
    if code in AGO:
        return f"{day_of(path)} {AGO[code]} today() - duration({_value(values[0])})"
    if code in COUNT:
        return f"count({path}) {COUNT[code]} {_value(values[0])}"
    if code in CALLS:
        return f"{CALLS[code]}({path}, {_value(values[0])})"
    if code == "between":
        return f"{path} between {_value(values[0])} and {_value(values[1])}"
    if code == "day_between":
        return f"{day_of(path)} between {_value(values[0])} and {_value(values[1])}"
    if code == "one_of":
        return f"{path} in ({', '.join(map(_value, values))})"
    return f"{path} {'=' if code == 'empty' else '!='} null"


def _value(value: Value) -> str:
    return f'date("{value.isoformat()}")' if isinstance(value, date) else literal(value)
