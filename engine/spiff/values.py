"""Variables to and from JSON without guessing: a date comes back a date, a citizen's text stays that text.

Scalars JSON cannot hold become text that begins with an escape character and a letter for the type; text that happens
to begin with that character is escaped itself. No key of a mapping has a meaning, so no form value can be mistaken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from engine import feel
from engine.spiff.errors import UnstorableValue

ESCAPE = "\x01"

_PLAIN = frozenset((type(None), bool, int, float))
_READ: dict[str, Callable[[str], Any]] = {
    "s": str,
    "n": Decimal,
    "d": date.fromisoformat,
    "t": datetime.fromisoformat,
    "h": time.fromisoformat,
    "p": lambda text: feel.evaluate("duration(khoang)", {"khoang": text}).value,
}


def pack(value: Any) -> Any:
    """``value`` as plain JSON data, copied. Raises UnstorableValue for what a dossier cannot keep."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is str:
        return f"{ESCAPE}s{value}" if value.startswith(ESCAPE) else value
    if isinstance(value, Mapping):
        return {_key(key): pack(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [pack(inner) for inner in value]
    return f"{ESCAPE}{_letter(value)}{value.isoformat() if hasattr(value, 'isoformat') else value}"


def unpack(value: Any) -> Any:
    """What ``pack`` was given."""
    kind = type(value)
    if kind is str:
        return _READ[value[1]](value[2:]) if value.startswith(ESCAPE) else value
    if kind is dict:
        return {key: inner if type(inner) in _PLAIN else unpack(inner) for key, inner in value.items()}
    if kind is list:
        return [unpack(inner) for inner in value]
    return value


def _key(key: Any) -> str:
    if isinstance(key, str):
        return key
    raise UnstorableValue(type(key).__name__)


def _letter(value: Any) -> str:
    if isinstance(value, Decimal):
        return "n"
    if isinstance(value, datetime):
        return "t"
    if isinstance(value, date):
        return "d"
    if isinstance(value, time):
        return "h"
    if str(value).lstrip("-").startswith("P"):
        return "p"
    raise UnstorableValue(type(value).__name__)
