"""Fields of a described service: a step's parameters put into them, each of the kind the description demands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.connectors.base import Declined

WRONG = "wrong_request"
"""A value the description demands is missing or of another kind: trying again cannot help."""
_ODD = re.compile(r"[^A-Za-z0-9_]")
_TRUTHS: Mapping[str, bool] = {"true": True, "false": False, "có": True, "không": False}
_MADE_UP: Mapping[str, object] = {"number": 1, "truth": True, "date": "2026-12-01", "list": [], "context": {}}


@dataclass(frozen=True)
class Field:
    """One value: where it is in the object, and what may stand there."""

    path: tuple[str, ...]
    kind: str
    required: bool
    title: str
    choices: tuple[str, ...] = ()
    example: Any = None
    whole: bool = False
    """A number without decimals."""

    @property
    def name(self) -> str:
        """The dotted name, as results are read by."""
        return ".".join(self.path)

    @property
    def code(self) -> str:
        """The name in plain letters, as a step's parameter is called: levels are joined by two underscores."""
        return "__".join(_ODD.sub("_", one) for one in self.path)


def nested(fields: Iterable[Field], params: Mapping[str, Any], beginning: str) -> dict[str, Any]:
    """The parameters ``<beginning><code>`` as an object. Raises ``Declined`` naming the field that is wrong."""
    made: dict[str, Any] = {}
    for field in fields:
        value = value_of(field, params.get(beginning + field.code))
        if value is not None:
            _put(made, field, value)
    return made


def sample(fields: Iterable[Field]) -> dict[str, Any]:
    """An answer as the description says it looks."""
    made: dict[str, Any] = {}
    for field in fields:
        _put(made, field, example(field))
    return made


def example(field: Field) -> object:
    """A value that might stand there."""
    if field.example is not None:
        return field.example
    return field.choices[0] if field.choices else _MADE_UP.get(field.kind, field.title)


def value_of(field: Field, value: Any) -> Any:
    """The value as the description wants it; None when there is none and none is needed."""
    if value is None or value == "":
        if field.required:
            raise Declined(WRONG, f"{field.name}: thiếu / missing")
        return None
    made = _of_kind(field, value)
    if field.choices and text_of(made) not in field.choices:
        raise Declined(WRONG, f"{field.name}: không thuộc danh sách / not one of the choices")
    return made


def text_of(value: Any) -> str:
    """A value as it stands in an address or a header."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def wrong(field: Field) -> Declined:
    """The value is not of the field's kind."""
    return Declined(WRONG, f"{field.name}: không đúng kiểu {field.kind} / not of the kind {field.kind}")


def _put(made: dict[str, Any], field: Field, value: Any) -> None:
    at = made
    for name in field.path[:-1]:
        at = at.setdefault(name, {})
    at[field.path[-1]] = value


def _of_kind(field: Field, value: Any) -> Any:
    if field.kind in ("text", "date"):
        if isinstance(value, Mapping | list):
            raise wrong(field)
        return text_of(value)
    if field.kind == "number":
        return _number(field, value)
    if field.kind == "truth":
        found = value if isinstance(value, bool) else _TRUTHS.get(str(value).lower())
        if found is None:
            raise wrong(field)
        return found
    if field.kind == "list":
        return value if isinstance(value, list) else [value]
    return value


def _number(field: Field, value: Any) -> int | float:
    try:
        number = float(str(value))
    except ValueError as error:
        raise wrong(field) from error
    if isinstance(value, bool) or not math.isfinite(number) or (field.whole and number != int(number)):
        raise wrong(field)
    return int(number) if number == int(number) else number
