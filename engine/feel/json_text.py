"""Values as JSON text and back: numbers keep every digit, temporal values travel as text (``@"…"`` on the way in)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from engine.feel.errors import FeelError, Said
from engine.feel.values.printing import as_text
from engine.feel.values.reading import temporal_from
from engine.feel.warnings import Warning_


def to_json(value: Any) -> str:
    """The value as JSON; dates, times, durations, ranges and functions as the text string() prints."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(str(key))}: {to_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(to_json(item) for item in value) + "]"
    if isinstance(value, Decimal):
        return _number(value)
    if value is None or isinstance(value, (bool, int)):
        return json.dumps(value)
    return _quoted(value if isinstance(value, str) else as_text(value))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(value: Decimal) -> str:
    if not value:
        return "0"
    text = str(value)
    return format(value, "f") if "E" not in text or abs(value.adjusted()) < 40 else text


def from_json(text: str) -> Any:
    """Read JSON; numbers become Decimal and strings written ``@"…"`` temporal values.

    Raises ValueError for text that is no JSON, FeelError (one too) for a temporal value that does not exist.
    """
    return _read(json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse))


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_read(item) for item in value]
    if isinstance(value, str) and len(value) > 2 and value.startswith('@"') and value.endswith('"'):
        found = temporal_from(value[2:-1])
        if found is None:
            said = Said(f"{value} không phải là ngày giờ hợp lệ", f"{value} is not a valid date or time")
            raise FeelError(said, code="literal.temporal")
        return found
    return value


def warnings_as_data(warnings: tuple[Warning_, ...], language: str = "vi") -> list[dict[str, Any]]:
    """Warnings as plain data: code, position in the source, and the wording."""
    return [
        {"code": each.code, "position": Decimal(each.position), "message": each.said_in(language)} for each in warnings
    ]
