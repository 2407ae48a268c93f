"""Reads what a browser posts (`ten`, `noi_cu_tru.ward`, `con[0].ten`) into nested raw answers, guided by the form.

Only names the form declares are looked up; anything else on the page is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, runtime_checkable

from engine.forms import limits
from engine.forms.field import Field
from engine.forms.form import Form, flat
from engine.forms.kinds.choice import ManyChoice
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.filepicker import FilePicker

_ROW: Final = re.compile(r"\[(\d{1,4})\]\.", re.ASCII)


@runtime_checkable
class MultiDict(Protocol):
    """What Werkzeug's request.form offers."""

    def getlist(self, key: str) -> list[str]:
        """All values of a name."""
        ...


Posted = MultiDict | Mapping[str, str | Sequence[str]]


def parse(form: Form, posted: Posted, prefix: str = "") -> dict[str, Any]:
    """Nested raw answers; a key that was not on the page is absent, a blank one is an empty string.

    ``prefix`` (``don.``) stands before every name where several forms share one page.
    """
    return _level(form.fields, posted, _names(posted), prefix)


def values_of(posted: Posted, name: str) -> list[str]:
    """All values posted under one name."""
    if isinstance(posted, MultiDict):
        return list(posted.getlist(name))
    value = posted.get(name)
    if value is None:
        return []
    return [value] if isinstance(value, str) else [item for item in value if isinstance(item, str)]


def _names(posted: Posted) -> list[str]:
    keys: Iterable[object] = posted if isinstance(posted, Iterable) else ()
    found: list[str] = []
    for key in keys:
        if isinstance(key, str) and len(key) < 300:
            found.append(key)
        if len(found) >= limits.SUBMITTED_KEYS:
            break
    return found


def _level(fields: tuple[Field, ...], posted: Posted, names: list[str], prefix: str) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    for field in flat(fields):
        name = f"{prefix}{field.key}"
        if isinstance(field, FilePicker | Computed):
            continue
        if isinstance(field, DynamicList):
            raw[field.key] = _rows(field, posted, names, name)
        elif field.parts:
            parts = {part: values_of(posted, f"{name}.{part}") for part in field.parts}
            if any(parts.values()):
                raw[field.key] = {part: values[-1] if values else "" for part, values in parts.items()}
        else:
            values = values_of(posted, name)
            if values:
                raw[field.key] = _many(values) if isinstance(field, ManyChoice) else values[-1]
    return raw


def _many(values: list[str]) -> list[str]:
    return [value for value in values[: limits.OPTIONS] if value]


def _rows(field: DynamicList, posted: Posted, names: list[str], name: str) -> list[dict[str, Any]]:
    """The rows in the order of their numbers; gaps left by removed rows close up."""
    inside: dict[int, list[str]] = {}
    for key in names:
        if key.startswith(name):
            found = _ROW.match(key, len(name))
            if found:
                inside.setdefault(int(found[1]), []).append(key)
    numbers = sorted(inside)[: field.max_rows + 1]
    return [_level(field.fields, posted, inside[number], f"{name}[{number}].") for number in numbers]
