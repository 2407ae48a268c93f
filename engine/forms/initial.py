"""What an empty form starts with: prefilled answers, defaults and the first rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from engine.forms.dates import today
from engine.forms.field import Field, by_path
from engine.forms.form import Form, flat
from engine.forms.json_clean import json_clean
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.wrong import Wrong

TODAY: Final = ("hom_nay",)
"""``vn.prefill`` = hom_nay is the day the form is opened, unless the context says otherwise."""


def initial(form: Form, context: Mapping[str, Any], now: datetime | None = None) -> dict[str, Any]:
    """Values for an empty form; what the context offers is taken only if the field would accept it."""
    return _level(form.fields, context, now)


def first_value(field: Field, context: Mapping[str, Any], now: datetime | None) -> Any:
    """The prefilled value of one field, else its default, else None."""
    if isinstance(field, Computed | FilePicker):
        return None
    for offered in (_prefilled(field, context, now), field.default):
        if offered is None or offered == "":
            continue
        try:
            value = field.clean(json_clean(offered), now)
        except Wrong:
            continue
        if value is not None:
            return value
    return field.blank()


def _prefilled(field: Field, context: Mapping[str, Any], now: datetime | None) -> Any:
    path = field.properties.prefill
    if not path:
        return None
    found = by_path(context, path)
    day = today(now) if found is None and path == TODAY else None
    return found if day is None else day.isoformat()


def _level(fields: tuple[Field, ...], context: Mapping[str, Any], now: datetime | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in flat(fields):
        if isinstance(field, DynamicList):
            values[field.key] = _rows(field, context, now)
        else:
            value = first_value(field, context, now)
            if value is not None:
                values[field.key] = value
    return values


def _rows(field: DynamicList, context: Mapping[str, Any], now: datetime | None) -> list[dict[str, Any]]:
    offered = _prefilled(field, context, now)
    given = [row for row in offered if isinstance(row, dict)] if isinstance(offered, list) else []
    rows = [_given(field, row, context, now) for row in given[: field.max_rows]]
    return rows + [new_row(field, context, now) for _ in range(field.first_rows - len(rows))]


def _given(
    field: DynamicList, row: Mapping[str, Any], context: Mapping[str, Any], now: datetime | None
) -> dict[str, Any]:
    values = new_row(field, context, now)
    for inner in flat(field.fields):
        try:
            value = inner.clean(json_clean(row.get(inner.key)), now)
        except Wrong:
            continue
        if value is not None:
            values[inner.key] = value
    return values


def new_row(field: DynamicList, context: Mapping[str, Any], now: datetime | None = None) -> dict[str, Any]:
    """A fresh row with its defaults."""
    return _level(field.fields, context, now)
