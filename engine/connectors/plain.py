"""What partners say as JSON data our database can keep: no odd numbers, no broken characters."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

_LONGEST_WHOLE = 18


def parsed(data: bytes | str) -> Any:
    """A JSON text a partner sent. Raises ValueError for what is none, and for numbers that are none."""
    try:
        return _whole(json.loads(data, parse_constant=_no_number, parse_float=_finite, parse_int=_whole_number))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _whole(value: Any) -> Any:
    """Without halves of characters and without NUL, which PostgreSQL keeps in no text."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(name): _whole(inner) for name, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list) else value


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text[:20])


def _whole_number(text: str) -> int | float:
    return int(text) if len(text) <= _LONGEST_WHOLE else _finite(text)


def json_plain(value: Any) -> Any:
    """Dates in ISO form, bytes in base64, whole decimals as integers; whatever else is unknown as its text."""
    if isinstance(value, Mapping):
        return {str(name): json_plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_plain(inner) for inner in value]
    if isinstance(value, Decimal) and value.is_finite():
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value if isinstance(value, str | int | float | bool | None) else str(value)
