"""Buttons inside a form that change its rows without JavaScript: `_add=con`, `_remove=con[1]`, `_refresh`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from engine.forms.field import Field
from engine.forms.form import Form, flat
from engine.forms.initial import new_row
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.parse import Posted, values_of
from engine.forms.spots import rows_of

ADD: Final = "_add"
REMOVE: Final = "_remove"
REFRESH: Final = "_refresh"
_STEP: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]{0,63})(?:\[(\d{1,4})\])?(?:\.|\Z)", re.ASCII)


@dataclass(frozen=True, slots=True)
class FormAct:
    """A change to the page itself; nothing is submitted."""

    kind: Literal["add", "remove", "refresh"]
    steps: tuple[tuple[DynamicList, int | None], ...] = ()
    """The lists on the way, each with the row that is meant."""

    def apply(self, raw: dict[str, Any], context: Mapping[str, Any], now: datetime | None = None) -> dict[str, Any]:
        """The raw answers after the change; limits on rows hold."""
        if self.kind == "refresh" or not self.steps:
            return raw
        return _changed(raw, self, self.steps, context, now)

    def focus(self, raw: Mapping[str, Any]) -> str:
        """Where to go on after the change: the new row (``con[2]``), or the block a row was taken from."""
        path, level = "", raw
        for field, number in self.steps:
            rows = rows_of(dict(level), field.key)
            path = f"{path}.{field.key}" if path else field.key
            if field is self.steps[-1][0]:
                return f"{path}[{len(rows) - 1}]" if self.kind == "add" and rows else path
            if number is None or number >= len(rows):
                return path
            path, level = f"{path}[{number}]", rows[number]
        return path


def act_of(form: Form, posted: Posted, prefix: str = "") -> FormAct | None:
    """The row button that was pressed, or None; a name the form does not have counts as a refresh.

    With a ``prefix``, buttons of other forms on the page are none of this form's business.
    """
    for name, kind in ((ADD, "add"), (REMOVE, "remove")):
        pressed = [value[:300] for value in values_of(posted, name) if value.startswith(prefix)]
        if pressed:
            steps = _steps(form.fields, pressed[-1].removeprefix(prefix), removing=kind == "remove")
            if steps is None:
                return FormAct("refresh")
            return FormAct("add" if kind == "add" else "remove", steps)
    return FormAct("refresh") if values_of(posted, REFRESH) else None


def _steps(
    fields: tuple[Field, ...], path: str, *, removing: bool
) -> tuple[tuple[DynamicList, int | None], ...] | None:
    steps: list[tuple[DynamicList, int | None]] = []
    place = 0
    while place < len(path):
        found = _STEP.match(path, place)
        field = next((f for f in flat(fields) if found and f.key == found[1]), None)
        if found is None or not isinstance(field, DynamicList):
            return None
        steps.append((field, int(found[2]) if found[2] else None))
        fields, place = field.fields, found.end()
    last_is_row = bool(steps) and steps[-1][1] is not None
    middle_are_rows = all(row is not None for _, row in steps[:-1])
    return tuple(steps) if steps and middle_are_rows and last_is_row == removing else None


def _changed(
    level: dict[str, Any],
    act: FormAct,
    steps: tuple[tuple[DynamicList, int | None], ...],
    context: Mapping[str, Any],
    now: datetime | None,
) -> dict[str, Any]:
    (field, number), *rest = steps
    held = level.get(field.key)
    rows = list(held) if isinstance(held, list) else []
    if rest:
        if number is not None and number < len(rows) and isinstance(rows[number], dict):
            rows[number] = _changed(rows[number], act, tuple(rest), context, now)
    elif not field.growing:
        return level
    elif number is None:
        if len(rows) < field.max_rows:
            rows.append(new_row(field, context, now))
    elif number < len(rows) and len(rows) > field.min_rows:
        del rows[number]
    return {**level, field.key: rows}
