"""The rules between answers: what must hold once everything is visible and computed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from engine.forms.form import Form, Rule
from engine.forms.settle import Settled
from engine.forms.spots import rows_of, scope_of
from engine.text import Text

_Rows = tuple[tuple[dict[str, Any], int], ...]


def broken_rules(form: Form, settled: Settled, context: dict[str, Any], now: datetime | None) -> dict[str, Text]:
    """Messages by path. A rule at a field of a repeated block is checked row by row; null never breaks a rule."""
    broken: dict[str, Text] = {}
    for rule in form.rules:
        for path, rows in _places(rule, settled.values):
            if path and path not in settled.visible:
                continue
            if rule.condition.holds(scope_of(settled.values, rows, context), now) is False:
                broken.setdefault(path, rule.message)
    return broken


def _places(rule: Rule, values: dict[str, Any]) -> Iterator[tuple[str, _Rows]]:
    *lists, leaf = rule.field.split(".")
    places: list[tuple[str, _Rows, dict[str, Any]]] = [("", (), values)]
    for key in lists:
        places = [
            (f"{prefix}{key}[{number}].", (*rows, (row, number)), row)
            for prefix, rows, level in places
            for number, row in enumerate(rows_of(level, key))
        ]
    for prefix, rows, _ in places:
        yield f"{prefix}{leaf}", rows
