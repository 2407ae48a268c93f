"""Rows nobody filled in: they are neither asked about nor kept, so that an empty line never stops a form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.forms.field import Field
from engine.forms.form import Form, flat
from engine.forms.initial import first_value
from engine.forms.kinds.checkbox import Checkbox
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.settle import Settled
from engine.forms.spots import rows_of, spots
from engine.text import Text


def idle_rows(
    form: Form, values: dict[str, Any], errors: Mapping[str, Text], context: Mapping[str, Any], now: datetime | None
) -> frozenset[str]:
    """Paths (``con[1]``) of rows that hold nothing but defaults, as far as the least number of rows allows."""
    idle: set[str] = set()
    for spot in spots(form.fields, values):
        if not isinstance(spot.field, DynamicList):
            continue
        rows = rows_of(spot.holder, spot.field.key)
        spare = len(rows) - spot.field.min_rows
        for number in range(len(rows) - 1, -1, -1):
            path = f"{spot.path}[{number}]"
            touched = any(wrong.startswith(f"{path}.") for wrong in errors)
            if spare > 0 and not touched and _is_idle(spot.field.fields, rows[number], context, now):
                idle.add(path)
                spare -= 1
    return frozenset(idle)


def _is_idle(
    fields: tuple[Field, ...], row: Mapping[str, Any], context: Mapping[str, Any], now: datetime | None
) -> bool:
    for field in flat(fields):
        value = row.get(field.key)
        if isinstance(field, DynamicList):
            if not all(_is_idle(field.fields, inner, context, now) for inner in rows_of({"": value}, "")):
                return False
        elif not field.locked and value not in (None, "", [], False) and value != first_value(field, context, now):
            return False
    return True


def without_idle_rows(form: Form, settled: Settled, idle: frozenset[str]) -> dict[str, Any]:
    """What is stored: visible answers that are not blank, and rows that are not idle."""
    return _kept(form.fields, settled.values, settled.visible, idle, "")


def _kept(
    fields: tuple[Field, ...], values: Mapping[str, Any], visible: frozenset[str], idle: frozenset[str], prefix: str
) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for field in flat(fields):
        path, value = f"{prefix}{field.key}", values.get(field.key)
        if path not in visible or value is None:
            continue
        if isinstance(field, DynamicList):
            kept[field.key] = [
                _kept(field.fields, row, visible, idle, f"{path}[{number}].")
                for number, row in enumerate(rows_of({"": value}, ""))
                if f"{path}[{number}]" not in idle
            ]
        elif value is not False or isinstance(field, Checkbox):
            kept[field.key] = value
    return kept
