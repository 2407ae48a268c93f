"""Turns a form, its answers and its errors into a page for one reader."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from admin_ui.components.form import widgets
from admin_ui.components.form.drawing import Drawing
from admin_ui.components.form.page import FormPage, KeptFile, Node, Row, words
from engine.forms import schema
from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.group import Group
from engine.forms.kinds.option import OptionSource
from engine.forms.locked import fill_locked
from engine.forms.settle import settle
from engine.forms.spots import rows_of
from engine.text import Text


def page_of(
    form: Form,
    values: Mapping[str, Any],
    *,
    lang: str = "vi",
    errors: Mapping[str, Text] | None = None,
    context: Mapping[str, Any] | None = None,
    now: datetime | None = None,
    options: OptionSource | None = None,
    files: Mapping[str, Sequence[KeptFile]] | None = None,
    own: bool = False,
    autosave: str = "",
    wards: str = "",
    prefix: str = "",
    within: str = "",
    focus: str = "",
) -> FormPage:
    """The page. ``values`` are raw answers as typed or stored ones; ``own`` says that the person fills in data about
    herself, so that the browser may offer what it knows. ``options`` supplies organisation units; ``files`` what has
    been handed in already, by path. ``prefix`` stands before every name where several forms share one page (give the
    same to parse and act_of); ``within`` stands in every id where one form may stand on a page twice; ``focus`` is
    what FormAct.focus gave after a row button.
    """
    around = dict(context or {})
    cleaned, _ = schema.clean(form, values, now)
    fill_locked(form, cleaned, around, now)
    drawing = Drawing(
        form=form,
        lang=lang,
        errors=dict(errors or {}),
        context=around,
        now=now,
        options=options,
        files=dict(files or {}),
        own=own,
        settled=settle(form, cleaned, around, now),
        prefix=prefix,
        within=within,
        focus=focus,
    )
    nodes = _numbered(form, _nodes(form.fields, dict(values), drawing, "", ()))
    return FormPage(
        lang,
        form.name,
        words(form.title, lang),
        nodes,
        tuple(_summary(nodes, drawing)),
        any(isinstance(field, FilePicker) for field in form.walk()),
        bool(form.lists),
        any(field.hide for field in form.walk()),
        any(node.asks_server for node in _all(nodes)),
        autosave,
        wards,
        prefix,
        drawing.id_of("tom-tat-loi"),
    )


def _nodes(
    fields: tuple[Field, ...],
    values: Mapping[str, Any],
    drawing: Drawing,
    prefix: str,
    rows: tuple[tuple[dict[str, Any], int], ...],
) -> tuple[Node, ...]:
    nodes, before = [], ""
    for field in fields:
        spot = drawing.at(field, f"{prefix}{field.name}", values.get(field.key) if field.key else None, rows)
        if isinstance(field, DynamicList):
            given = _rows(field, values, drawing, spot.path, rows)
            node = widgets.repeated(spot, given, _may_grow(field, given))
        elif field.children:
            node = widgets.group(spot, _nodes(field.children, values, drawing, prefix, rows))
        else:
            node = widgets.draw(spot)
        nodes.append(widgets.placed(node, field, before))
        before = field.row
    return tuple(nodes)


def _numbered(form: Form, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes of the form with its pages numbered as they are declared, so that hiding one renames none."""
    numbers = itertools.count(1)
    return tuple(
        dataclasses.replace(node, part=next(numbers)) if isinstance(field, Group) and field.page else node
        for field, node in zip(form.fields, nodes, strict=True)
    )


def _may_grow(field: DynamicList, rows: tuple[Row, ...]) -> bool:
    return field.growing and not field.locked and len(rows) < field.max_rows


def _rows(
    field: DynamicList,
    values: Mapping[str, Any],
    drawing: Drawing,
    path: str,
    rows: tuple[tuple[dict[str, Any], int], ...],
) -> tuple[Row, ...]:
    held = rows_of(dict(values), field.key)[: field.max_rows + 1]
    removable = field.growing and not field.locked and len(held) > field.min_rows
    found = []
    for number, row in enumerate(held):
        place = f"{path}[{number}]"
        settled = drawing.settled_row(rows, field.key, number)
        nodes = _nodes(field.fields, row, drawing, f"{place}.", (*rows, (settled, number)))
        if place == drawing.focus:
            nodes = _focused(nodes)
        found.append(Row(drawing.id_of(place), number + 1, f"{drawing.prefix}{place}", nodes, removable))
    return tuple(found)


def _focused(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes with the first input marked as the place to go on."""
    for number, node in enumerate(nodes):
        if node.attributes and not node.off:
            first = dataclasses.replace(node, attributes={**node.attributes, "autofocus": "autofocus"})
            return (*nodes[:number], first, *nodes[number + 1 :])
    return nodes


def _summary(nodes: tuple[Node, ...], drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Errors in the order of the page, then those that stand nowhere on it."""
    named: set[str] = set()
    for node in _all(nodes):
        if node.error and not node.off:
            named.add(node.name.removeprefix(drawing.prefix))
            yield _target(node), node.error
        for part in node.parts.values():
            if part.error and not node.off:
                named.add(part.name.removeprefix(drawing.prefix))
                yield part.id, part.error
    for path, text in drawing.errors.items():
        if path not in named:
            yield "", text.said_in(drawing.lang)


def _target(node: Node) -> str:
    if node.picks and node.widget != "select":
        return node.picks[0].id
    if node.parts:
        return next(iter(node.parts.values())).id
    return node.id


def _all(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.nodes)
        for row in node.rows:
            yield from _all(row.nodes)
