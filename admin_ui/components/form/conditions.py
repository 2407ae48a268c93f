"""A field's condition as the script in the page can decide it: the compiled expression, its names bound to the page.

A name of another field becomes the HTML name of that field; what nobody can change in the page (a locked answer, a name
from around the form) becomes its present value. What the script cannot decide exactly as the server does stays on the
server, and the page then offers a button that asks it. The server decides again in any case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from admin_ui.components.form.drawing import Place
from engine.forms.field import Field
from engine.forms.form import flat
from engine.forms.kinds.address2 import Address2
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.filepicker import FilePicker

_DIGITS: Final = 15
"""Significant digits a number of the browser keeps exactly."""


class Script(NamedTuple):
    """What the script gets: the condition as JSON, or nothing; ``asks`` when only the server can follow the answers."""

    json: str = ""
    asks: bool = False


class _ServerOnly(Exception):
    """The script cannot know this value."""


def for_script(place: Place) -> Script:
    """The condition of the field at ``place``; nothing when no answer of the page can change its verdict."""
    hide = place.field.hide
    levels = list(_levels(place))
    if hide is None or not any(_changes(path[0], levels) for path in hide.reads):
        return Script()
    tree = hide.to_json()
    if tree is None:
        return Script(asks=True)
    try:
        bound = _bound(tree, place, levels)
    except _ServerOnly:
        return Script(asks=True)
    return Script(json.dumps(bound, ensure_ascii=False, separators=(",", ":")))


def _levels(place: Place) -> Iterator[tuple[str, Mapping[str, Field]]]:
    """The answers in reach by key, those of the innermost row first, each level with its path."""
    fields = place.drawing.form.top
    found = [("", {field.key: field for field in fields})]
    for row in place.path.split(".")[: len(place.rows)]:
        path, known = found[-1]
        block = known[row.partition("[")[0]]
        found.append((f"{path}{row}.", {field.key: field for field in flat(block.children)}))
    return reversed(found)


def _changes(name: str, levels: list[tuple[str, Mapping[str, Field]]]) -> bool:
    """Whether the person at the page can change what ``name`` stands for."""
    if len(levels) > 1 and name in ("parent", "i"):
        return name == "parent"
    field = next((known[name] for _, known in levels if name in known), None)
    return field is not None and (isinstance(field, Computed) or not field.locked)


def _bound(node: Any, place: Place, levels: list[tuple[str, Mapping[str, Field]]]) -> Any:
    if not isinstance(node, list):
        return node
    if node[0] != "p":
        return [node[0], *(_bound(part, place, levels) for part in node[1:])]
    _, name, *entries = node
    if not _changes(name, levels):
        return _literal(_entry(place.scope.get(name), entries))
    path, field = next(((path, known[name]) for path, known in levels if name in known), ("", None))
    if field is None or not _readable(field, entries):
        raise _ServerOnly
    return ["p", f"{place.drawing.prefix}{path}{name}", *entries]


def _readable(field: Field, entries: list[str]) -> bool:
    """Whether the script reads the answer as the server would; of an address, whose commune is found by name, the
    province alone.
    """
    if isinstance(field, Address2):
        return entries == ["province"]
    return not entries and not field.parts and not isinstance(field, Computed | FilePicker)


def _entry(value: Any, entries: list[str]) -> Any:
    for name in entries:
        if isinstance(value, list):
            raise _ServerOnly
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _literal(value: Any) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float | Decimal):
        exact = Decimal(str(value))
        if len(exact.as_tuple().digits) > _DIGITS or abs(exact.adjusted()) > _DIGITS:
            raise _ServerOnly
        return int(exact) if exact == exact.to_integral_value() else float(exact)
    if isinstance(value, list):
        return ["[", *map(_literal, value)]
    if isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1000:
        return ["d", value.isoformat()]
    raise _ServerOnly
