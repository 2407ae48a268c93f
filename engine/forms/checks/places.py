"""Every expression of a form with the place it stands at and the answers it can see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.forms.conditions import Condition
from engine.forms.field import Field
from engine.forms.form import Form, flat
from engine.forms.kinds.choice import Choice
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.table import Table

Path = tuple[str, ...]
IN_ROWS = frozenset({"parent", "i"})
"""Names form-js adds inside a repeated block."""


@dataclass(frozen=True, slots=True)
class Use:
    """One expression where it is used."""

    condition: Condition
    place: str
    field: Field | None
    sees: frozenset[str]
    """Keys of the answers in reach."""


def uses(form: Form) -> Iterator[Use]:
    """All expressions in document order, rules last."""
    top = frozenset(field.key for field in form.top)
    yield from _level(form.fields, top)
    for rule in form.rules:
        yield Use(rule.condition, f"{rule.place}.expr", form.find(rule.field), _seen_by_rule(form, rule.field, top))


def _level(fields: tuple[Field, ...], sees: frozenset[str]) -> Iterator[Use]:
    for field in fields:
        for condition, name in _of(field):
            yield Use(condition, f"{field.place}.{name}", field, sees)
        if isinstance(field, DynamicList):
            inside = frozenset(inner.key for inner in flat(field.fields))
            yield from _level(field.fields, sees | inside | IN_ROWS)
        else:
            yield from _level(field.children, sees)


def _of(field: Field) -> Iterator[tuple[Condition, str]]:
    if field.hide is not None:
        yield field.hide, "conditional.hide"
    if isinstance(field, Computed):
        yield field.formula, "expression"
    elif isinstance(field, Choice) and field.options_from is not None:
        yield field.options_from, "valuesExpression"
    elif isinstance(field, Table):
        yield field.source, "dataSource"


def _seen_by_rule(form: Form, path: str, top: frozenset[str]) -> frozenset[str]:
    """A rule at a field of a block is checked row by row and sees the row."""
    sees, steps = top, path.split(".")
    for depth in range(1, len(steps)):
        block = form.find(".".join(steps[:depth]))
        if isinstance(block, DynamicList):
            sees |= frozenset(inner.key for inner in flat(block.fields)) | IN_ROWS
    return sees
