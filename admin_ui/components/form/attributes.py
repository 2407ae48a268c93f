"""HTML attributes and data for the script that follow from a field kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from admin_ui.components.form.drawing import Place
from engine.forms.field import Field
from engine.forms.kinds.checkbox import Checkbox
from engine.forms.kinds.choice import ManyChoice
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.money_vnd import MoneyVnd
from engine.forms.kinds.number import Number

_AUTOCOMPLETE: Final = frozenset(
    ["name", "given-name", "family-name", "bday", "sex", "tel", "email", "organization", "organization-title"]
    + ["street-address", "address-level1", "address-level2", "country-name"]
)
_SHORT: Final = 30
"""Longest answer that gets a short input."""


def of_input(place: Place) -> Mapping[str, str]:
    """maxlength, inputmode, autocomplete and size of a one-line input; rows of a long one."""
    field = place.field
    found: dict[str, str] = {}
    maximum = getattr(field, "maximum", None)
    if isinstance(maximum, int):
        found["maxlength"] = str(maximum)
    if field.widget == "textarea":
        found["rows"] = "4"
        return found
    mode = field.inputmode or ("decimal" if isinstance(field, Number) and field.decimals else "")
    mode = mode or ("numeric" if isinstance(field, Number) else "")
    if mode:
        found["inputmode"] = mode
    found["autocomplete"] = _autocomplete(place)
    return found


def is_short(field: Field) -> bool:
    """True when the input should look like a number or a code, not like a sentence."""
    maximum = getattr(field, "maximum", None)
    return field.widget != "textarea" and isinstance(maximum, int) and maximum <= _SHORT


def _autocomplete(place: Place) -> str:
    """Only people who fill in their own data get help from the browser's memory."""
    asked = place.field.properties.get("vn.autocomplete") or place.field.autocomplete
    return asked if place.drawing.own and asked in _AUTOCOMPLETE else "off"


def script_kind(field: Field) -> str:
    """How the script turns the input into the value expressions see."""
    if isinstance(field, Checkbox):
        return "flag"
    if isinstance(field, ManyChoice):
        return "list"
    if isinstance(field, MoneyVnd):
        return "money"
    if isinstance(field, Number):
        return "number"
    if isinstance(field, DynamicList):
        return "rows"
    if field.widget == "textarea":
        return "lines"
    return field.widget if field.widget in ("date", "upper", "address") else "text"
