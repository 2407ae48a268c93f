"""The types of a form's answers as expressions see them, for help that comes before anything is filled in.

Dates and times are stored as text, so that is what an expression meets: comparing one with today() never holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.feel.values.types import BOOLEAN, NUMBER, STRING, ContextOf, ListOf, Type
from engine.forms.field import Field
from engine.forms.form import Form, flat
from engine.forms.kinds.address2 import Address2
from engine.forms.kinds.checkbox import Checkbox
from engine.forms.kinds.choice import ManyChoice
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.money_vnd import MoneyVnd
from engine.forms.kinds.number import Number

_PLACE = ContextOf(tuple((part, STRING) for part in ("province", "ward", "street", "text")))


def type_of(field: Field) -> Type | None:
    """The type of an answer; None where it cannot be seen (computed, or given by the server)."""
    if isinstance(field, Computed) or field.locked:
        return None
    if isinstance(field, DynamicList):
        return ListOf(ContextOf(tuple(types_of(field.fields).items())))
    if isinstance(field, ManyChoice | FilePicker):
        return ListOf(STRING)
    if isinstance(field, Number | MoneyVnd):
        return NUMBER
    if isinstance(field, Checkbox):
        return BOOLEAN
    return _PLACE if isinstance(field, Address2) else STRING


def types_of(fields: Iterable[Field]) -> dict[str, Type]:
    """Key to type of one level of answers, as far as types can be seen."""
    found = {field.key: type_of(field) for field in flat(tuple(fields))}
    return {key: kind for key, kind in found.items() if kind is not None}


def routing_types(form: Form) -> dict[str, Type]:
    """Key to type of the answers the engine may read."""
    return {key: kind for key, kind in types_of(form.fields).items() if key in form.routing_keys}
