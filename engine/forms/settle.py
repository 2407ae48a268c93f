"""Decides together what is visible and what is computed: each may depend on the other, so it repeats until nothing
changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.forms import limits
from engine.forms.field import Field
from engine.forms.form import Form, flat
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.spots import rows_of, scope_of, spots


@dataclass(frozen=True)
class Settled:
    """The answers as every expression sees them."""

    values: dict[str, Any]
    """Hidden answers are null, computed ones filled in; rows keep their places."""
    visible: frozenset[str]
    """Paths of what is shown; a component without a key counts as ``#id``."""


def settle(form: Form, values: Mapping[str, Any], context: Mapping[str, Any], now: datetime | None) -> Settled:
    """Repeat visibility and computation until stable, at most ``limits.SETTLING_ROUNDS`` times.

    Conditions that chase each other in a circle are stopped there; engine.forms.checking reports them to the author.
    """
    around = dict(context)
    seen = _copy(form.fields, values, None, "")
    visible: frozenset[str] | None = None
    for _ in range(limits.SETTLING_ROUNDS):
        now_visible = frozenset(_visible(form.fields, seen, seen, (), around, now, ""))
        next_seen = _copy(form.fields, values, now_visible, "")
        _compute(form, next_seen, now_visible, around, now)
        if now_visible == visible and next_seen == seen:
            break
        visible, seen = now_visible, next_seen
    return Settled(seen, visible or frozenset())


def _copy(
    fields: tuple[Field, ...], values: Mapping[str, Any], visible: frozenset[str] | None, prefix: str
) -> dict[str, Any]:
    """The answers with every key present; what is not visible is blank."""
    copied: dict[str, Any] = {}
    for field in flat(fields):
        path = f"{prefix}{field.key}"
        shown = visible is None or path in visible
        value = values.get(field.key) if shown else None
        if isinstance(field, DynamicList):
            rows = rows_of({field.key: value}, field.key)
            value = [_copy(field.fields, row, visible, f"{path}[{n}].") for n, row in enumerate(rows)]
        copied[field.key] = field.blank() if value is None else value
    return copied


def _visible(
    fields: tuple[Field, ...],
    level: dict[str, Any],
    top: dict[str, Any],
    rows: tuple[tuple[dict[str, Any], int], ...],
    context: dict[str, Any],
    now: datetime | None,
    prefix: str,
) -> set[str]:
    found: set[str] = set()
    scope: dict[str, Any] | None = None
    for field in fields:
        if field.hide is not None:
            scope = scope_of(top, rows, context) if scope is None else scope
            if field.hide.holds(scope, now) is True:
                continue
        path = f"{prefix}{field.name}"
        found.add(path)
        if isinstance(field, DynamicList):
            for number, row in enumerate(rows_of(level, field.key)):
                inner = (*rows, (row, number))
                found |= _visible(field.fields, row, top, inner, context, now, f"{path}[{number}].")
        elif field.children:
            found |= _visible(field.children, level, top, rows, context, now, prefix)
    return found


def _compute(
    form: Form,
    values: dict[str, Any],
    visible: frozenset[str],
    context: dict[str, Any],
    now: datetime | None,
) -> None:
    """Fill in the computed answers in document order, so that one may read those above it at once."""
    for spot in spots(form.fields, values):
        if isinstance(spot.field, Computed):
            shown = spot.path in visible
            spot.holder[spot.field.key] = (
                spot.field.compute(scope_of(values, spot.rows, context), now) if shown else None
            )
