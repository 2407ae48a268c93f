"""Walks the answers of a form: every field with the object that holds its answer, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.forms.field import Field
from engine.forms.form import flat
from engine.forms.kinds.dynamiclist import DynamicList


@dataclass(frozen=True, slots=True)
class Spot:
    """One field in one place."""

    field: Field
    path: str
    """``ten`` or ``con[0].ten``."""
    holder: dict[str, Any]
    """The object the answer stands in."""
    rows: tuple[tuple[dict[str, Any], int], ...]
    """The rows around it, outermost first, each with its number from 0."""

    @property
    def value(self) -> Any:
        """The answer, None when there is none."""
        return self.holder.get(self.field.key)


def spots(
    fields: tuple[Field, ...],
    values: dict[str, Any],
    prefix: str = "",
    rows: tuple[tuple[dict[str, Any], int], ...] = (),
) -> Iterator[Spot]:
    """Every storing field; a list comes before its rows."""
    for field in flat(fields):
        path = f"{prefix}{field.key}"
        yield Spot(field, path, values, rows)
        if isinstance(field, DynamicList):
            for number, row in enumerate(rows_of(values, field.key)):
                yield from spots(field.fields, row, f"{path}[{number}].", (*rows, (row, number)))


def rows_of(values: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The rows of a list that are objects."""
    found = values.get(key)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def scope_of(
    top: dict[str, Any], rows: tuple[tuple[dict[str, Any], int], ...], context: dict[str, Any]
) -> dict[str, Any]:
    """The names an expression sees: the context, the answers, those of its row, and ``parent`` and ``i`` as in
    form-js.
    """
    scope = {**context, **top}
    parent = top
    for row, number in rows:
        scope |= {**row, "parent": parent, "i": number + 1}
        parent = row
    return scope
