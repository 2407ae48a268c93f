"""Answers only the server may give: read-only fields get their prefilled or default value whatever the page claims."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.forms.form import Form
from engine.forms.initial import first_value
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.spots import spots


def fill_locked(form: Form, values: dict[str, Any], context: Mapping[str, Any], now: datetime | None) -> frozenset[str]:
    """Overwrite the locked answers in ``values``; returns their paths."""
    filled = set()
    for spot in spots(form.fields, values):
        if spot.field.locked and not isinstance(spot.field, Computed | DynamicList | FilePicker):
            spot.holder[spot.field.key] = first_value(spot.field, context, now)
            filled.add(spot.path)
    return frozenset(filled)
