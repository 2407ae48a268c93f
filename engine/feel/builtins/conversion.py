"""number and string: between text and other values."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin
from engine.feel.values.numbers import number_from
from engine.feel.values.printing import as_text

_NUMERIC = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,5})?", re.ASCII)


def _number(text: str) -> Decimal:
    value = number_from(text) if _NUMERIC.fullmatch(text) else None
    if value is None:
        raise NoResult(f"“{text}” không phải là số", f"“{text}” is not a number")
    return value


@builtin("number", "from: string", "number")
def number_of(run: Run, text: str) -> Decimal:
    """The number a text writes in the language's own way."""
    return _number(text)


@builtin("number", "from: string, grouping separator: string?, decimal separator: string?", "number")
def number_with_separators(run: Run, text: str, grouping: str | None, point: str | None) -> Decimal:
    """The number a text writes with these separators."""
    if grouping not in (None, " ", ",", "."):
        raise NoResult("dấu nhóm phải là dấu cách, phẩy hoặc chấm", "the grouping must be a space, comma or period")
    if point not in (None, ",", ".") or (point is not None and point == grouping):
        raise NoResult("dấu thập phân phải là phẩy hoặc chấm", "the decimal separator must be another comma or period")
    if grouping is not None:
        text = text.replace(grouping, "")
    return _number(text.replace(point, ".") if point == "," and "." not in text else text)


@builtin("string", "from: any", "string")
def string_of(run: Run, value: Any) -> str | None:
    """The value as text; null stays null."""
    if value is None:
        return None
    run.weigh(value)
    text = as_text(value)
    run.allow_text(len(text))
    return text
