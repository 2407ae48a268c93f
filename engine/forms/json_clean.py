"""Turns FEEL values into plain JSON values: what a form stores can be stored, compared and sent as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any


def json_clean(value: object, depth: int = 0) -> Any:
    """None, bool, int, float, str, list or dict; temporal values as ISO strings, anything else as its text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.adjusted() < 15 else float(value)
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if depth > 8:
        return None
    if isinstance(value, Mapping):
        return {str(name): json_clean(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_clean(inner, depth + 1) for inner in value]
    return str(value)
