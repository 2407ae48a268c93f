"""Values as text: what string() gives, and how a value is written back as an expression."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from engine.feel.values.numbers import printed
from engine.feel.values.ranges import Range
from engine.feel.values.temporal import FineTime, WideDate, WideDateTime, printed_temporal

_TEMPORAL = (date, time, WideDate, FineTime, WideDateTime)


def as_text(value: Any) -> str:
    """The value as string() prints it; text itself stays as it is."""
    return value if isinstance(value, str) else printed_inside(value)


def printed_inside(value: Any) -> str:
    """The value as it is printed inside a list or context: text in quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Decimal):
        return printed(value)
    if isinstance(value, _TEMPORAL):
        return printed_temporal(value)
    if isinstance(value, list):
        return "[" + ", ".join(printed_inside(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {printed_inside(item)}" for key, item in value.items()) + "}"
    return str(value)


def quoted(text: str) -> str:
    """Text between quotes, with the escapes of the language."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return '"' + escaped.replace("\t", "\\t") + '"'


def _key(key: str) -> str:
    plain = key and all(part.isidentifier() for part in key.split(" "))
    return key if plain else quoted(key)


def literal(value: Any) -> str:
    """The value as an expression that gives it back; temporal values as at-literals."""
    if isinstance(value, _TEMPORAL):
        return f'@"{printed_temporal(value)}"'
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Range):
        return str(value)
    text = printed_inside(value)
    return f'@"{text}"' if text.startswith(("P", "-P")) else text
