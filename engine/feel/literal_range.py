"""Reading a range whose two ends are literals, for the function range()."""

from __future__ import annotations

from typing import Any

from engine.feel.errors import FeelError
from engine.feel.parse.reader import read_expression
from engine.feel.tree import Call, Literal, Name, Node, RangeLiteral
from engine.feel.values.comparing import compare
from engine.feel.values.durations import duration_from
from engine.feel.values.ranges import Range
from engine.feel.values.reading import date_from, datetime_from, time_from

_READERS = {"date": date_from, "time": time_from, "date and time": datetime_from, "duration": duration_from}


def range_from(text: str) -> Range | None:
    """The range, or None when the text is no range, its ends are no literals or they do not fit together."""
    try:
        node = read_expression(text, ())
    except FeelError:
        return None
    if not isinstance(node, RangeLiteral):
        return None
    start, end = _literal(node.low), _literal(node.high)
    order = compare(start, end)
    if order is None or order > 0:
        return None
    return Range(start, end, node.low_included, node.high_included)


def _literal(node: Node) -> Any:
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Call) and isinstance(node.function, Name) and len(node.arguments) == 1 and not node.names:
        reader, argument = _READERS.get(node.function.name), node.arguments[0]
        if reader is not None and isinstance(argument, Literal) and isinstance(argument.value, str):
            return reader(argument.value)
    return None
