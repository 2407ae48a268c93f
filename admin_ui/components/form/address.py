"""The three inputs of an address: province to choose, commune to type with suggestions, the rest to write."""

from __future__ import annotations

import dataclasses

from admin_ui.components.form.drawing import Place
from admin_ui.components.form.page import Node, Pick, Words
from engine.forms import places
from engine.forms.kinds.address2 import OTHER, OTHER_LABEL, Address2
from engine.text import Text

_LABELS = {
    "province": Text("Tỉnh, thành phố", "Province or city"),
    "ward": Text("Xã, phường, đặc khu", "Commune or ward"),
    "street": Text("Số nhà, đường, thôn, tổ dân phố", "House number, street, village"),
}


def address(place: Place, node: Node) -> Node:
    """The node with its three parts."""
    field = place.field
    assert isinstance(field, Address2)
    typed = {part: field.typed_part(place.value, part) for part in field.parts}
    found = places.find_province(typed["province"]) if typed["province"] else None
    parts = {part: _part(place, part, typed[part]) for part in field.parts}
    parts["province"] = dataclasses.replace(
        parts["province"],
        picks=_provinces(place, field.other_place, found.code if found else typed["province"]),
        required=node.required,
    )
    parts["ward"] = dataclasses.replace(
        parts["ward"],
        required=node.required and typed["province"] != OTHER,
        suggestions=places.commune_names(found.code) if found else (),
    )
    return dataclasses.replace(node, parts=parts)


def _part(place: Place, part: str, value: str) -> Node:
    memory = "street-address" if part == "street" and place.drawing.own else "off"
    return Node(
        widget="text",
        id=f"{place.id}-{part}",
        name=f"{place.name}.{part}",
        label=place.said(_LABELS[part]),
        error=place.error(part),
        value=value,
        attributes={"autocomplete": memory, "maxlength": "300"},
    )


def _provinces(place: Place, other: bool, chosen: str) -> tuple[Pick, ...]:
    picks = [
        Pick("", province.code, Words(province.name, place.drawing.lang == "en"), Words(""), province.code == chosen)
        for province in places.provinces().values()
    ]
    if other:
        picks.append(Pick("", OTHER, place.said(OTHER_LABEL), Words(""), chosen == OTHER))
    return tuple(picks)
