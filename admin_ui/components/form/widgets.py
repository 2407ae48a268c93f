"""One function per way of drawing a field; ``draw`` picks the one a field kind names."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from admin_ui.components.form import attributes
from admin_ui.components.form.address import address
from admin_ui.components.form.conditions import for_script
from admin_ui.components.form.drawing import Place
from admin_ui.components.form.page import Node, Pick, Row, Words
from engine.forms.choices import options_of
from engine.forms.field import Field
from engine.forms.json_clean import json_clean
from engine.forms.kinds.choice import Choice
from engine.forms.kinds.datetime_field import split_parts
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.image import Image
from engine.forms.kinds.option import Option
from engine.forms.kinds.table import Table
from engine.forms.kinds.text import Prose
from engine.forms.markdown import to_html
from engine.forms.wrong import Wrong
from engine.text import Text


def base(place: Place, **more: Any) -> Node:
    """What every widget shows: label, hints, error, state."""
    field = place.field
    script = for_script(place)
    hints = tuple(place.said(text) for text in (field.hint, field.format_help()) if text)
    return Node(
        **{
            "widget": field.widget,
            "id": place.id,
            "name": place.name,
            "label": place.said(field.label),
            "hints": hints,
            "error": place.error(),
            "required": field.required and not field.locked,
            "locked": field.locked,
            "off": not place.visible,
            "hidden": not place.visible and field.hide is not None,
            "hide": script.json,
            "asks_server": script.asks,
            "prefix": field.prefix,
            "suffix": field.suffix,
            "kind": attributes.script_kind(field),
            "short": attributes.is_short(field),
            **more,
        }
    )


def draw(place: Place) -> Node:
    """The node for one field that holds no others."""
    if place.field.locked and place.field.stores:
        return _computed(place)
    return _DRAWN.get(place.field.widget, _line)(place)


def _line(place: Place) -> Node:
    return base(place, value=place.field.typed(place.value), attributes=attributes.of_input(place))


def _computed(place: Place) -> Node:
    """Text instead of an input: nobody is invited to type where only the server answers."""
    field, value = place.field, place.settled
    if isinstance(field, Choice):
        field = dataclasses.replace(field, options=_options(place, field))
    return base(place, widget="computed", value="" if value is None else field.shown(value, place.drawing.lang))


def _choice(place: Place) -> Node:
    field = place.field
    assert isinstance(field, Choice)
    chosen = place.value if isinstance(place.value, list) else [place.value]
    picks = tuple(
        Pick(f"{place.id}-{n}", option.value, place.said(option.label), place.said(option.hint), option.value in chosen)
        for n, option in enumerate(_options(place, field))
    )
    short = len(picks) <= 3 and all(len(pick.label.text) <= 16 and not pick.hint for pick in picks)
    return base(place, picks=picks, inline=short or field.properties.get("vn.inline") == "true")


def _options(place: Place, field: Choice) -> tuple[Option, ...]:
    return options_of(field, place.scope, place.drawing.now, place.drawing.options)


def _checkbox(place: Place) -> Node:
    return base(place, value=place.field.typed(place.value))


def _files(place: Place) -> Node:
    field = place.field
    assert isinstance(field, FilePicker)
    return base(
        place,
        files=tuple(place.drawing.files.get(place.path, ())),
        multiple=field.multiple,
        attributes={"accept": ",".join(field.accept)} if field.accept else {},
    )


def _date_time(place: Place) -> Node:
    try:
        day, hour = split_parts(place.value)
    except Wrong:
        day, hour = None, None
    texts = {"date": (Text("Ngày", "Date"), day), "time": (Text("Giờ", "Time"), hour)}
    parts = {
        name: Node(
            widget="text",
            id=f"{place.id}-{name}",
            name=f"{place.name}.{name}",
            label=place.said(label),
            error=place.error(name),
            value=place.field.typed(f"{value or ''}T") if name == "date" else str(value or ""),
            attributes={"inputmode": "numeric", "autocomplete": "off", "maxlength": "20"},
        )
        for name, (label, value) in texts.items()
    }
    return base(place, parts=parts)


def _prose(place: Place) -> Node:
    assert isinstance(place.field, Prose)
    said = place.said(place.field.text)
    return base(place, label=Words("", said.foreign), prose=to_html(said.text))


def _image(place: Place) -> Node:
    assert isinstance(place.field, Image)
    return base(place, label=place.said(place.field.alt), source=place.field.source)


def _table(place: Place) -> Node:
    field = place.field
    assert isinstance(field, Table)
    rows = json_clean(field.source.value(place.scope, place.drawing.now))
    given = [row for row in rows if isinstance(row, dict)][:500] if isinstance(rows, list) else []
    cells = tuple(tuple(_cell(row.get(column.key)) for column in field.table_columns) for row in given)
    return base(place, headings=tuple(place.said(column.label) for column in field.table_columns), cells=cells)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def group(place: Place, nodes: tuple[Node, ...]) -> Node:
    """A fieldset around nodes."""
    return base(place, nodes=nodes)


def repeated(place: Place, rows: tuple[Row, ...], can_add: bool) -> Node:
    """A repeated block."""
    assert isinstance(place.field, DynamicList)
    here = {"autofocus": "autofocus"} if place.path == place.drawing.focus else {}
    return base(place, rows=rows, can_add=can_add, required=place.field.min_rows > 0, attributes=here)


def placed(node: Node, field: Field, row_before: str) -> Node:
    """The node in the grid: its width, and whether a new line starts here."""
    return dataclasses.replace(
        node, columns=field.columns, starts_row=field.columns < 16 and (not field.row or field.row != row_before)
    )


_DRAWN: Final[Mapping[str, Callable[[Place], Node]]] = MappingProxyType(
    {
        "radio": _choice,
        "select": _choice,
        "checklist": _choice,
        "taglist": _choice,
        "checkbox": _checkbox,
        "filepicker": _files,
        "date_time": _date_time,
        "prose": _prose,
        "image": _image,
        "table": _table,
        "address": lambda place: address(place, base(place)),
    }
)
