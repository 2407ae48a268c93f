"""What was posted from a condition builder: rows read, buttons carried out, the written expression checked."""

from __future__ import annotations

import re
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from admin_ui.declare.conditions.state import Item, State, TypedGroup, TypedRow, of
from admin_ui.declare.conditions.values import read_values
from engine import feel
from engine.bpmn.conditions import Names
from engine.bpmn.conditions.comparisons import UNITS
from engine.feel.limits import SOURCE_LENGTH
from engine.feel.rows import ALL, ANY, Group, Row, expression_of
from engine.forms.wrong import Wrong
from engine.text import Text

Posted = MultiDict[str, str]

MOST_ROWS = 40
_ACT = ".act"
_PLACE = re.compile(r"\d{1,2}(\.\d{1,2})?")
_BOTH = Text(
    "Vừa sửa các dòng vừa sửa biểu thức. Chọn một: bấm “Dùng biểu thức này” hoặc trả biểu thức về như cũ.",
    "Both the rows and the expression were changed. Choose one: press “Use this expression”, or put it back.",
)


def pressed(form: Posted) -> bool:
    """Whether a button of some builder was pressed: the page is to be shown again, nothing saved."""
    return any(name.endswith(_ACT) for name in form)


def posted(form: Posted, prefix: str, names: Names) -> State:
    """The builder ``prefix`` as it was sent, after its own button if one was pressed."""
    act = form.get(f"{prefix}{_ACT}", "")
    if act == "clear":
        return replace(of("", names, prefix), changed=True)
    was, written = _text(form, f"{prefix}.was"), _text(form, f"{prefix}.feel")
    by_rows = form.get(f"{prefix}.rows") == "1"
    sent = State(prefix, names, _join(form.get(f"{prefix}.join")), _items(form, prefix), was, written, was, by_rows)
    if act == "feel":
        return _of_feel(sent)
    if act:
        return _acted(sent, act)
    if not by_rows:
        return _of_feel(sent) if written != was else of(was, names, prefix)
    return _of_rows(sent)


def _text(form: Posted, name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()


def _of_feel(sent: State) -> State:
    """The state an expression typed by hand makes; a wrong one stays as typed, with the place where it goes wrong."""
    try:
        if sent.feel:
            feel.compile(sent.feel[: SOURCE_LENGTH + 1])
    except feel.FeelError as error:
        return replace(sent, feel_error=Text(error.vi, error.en), feel_at=error.position, changed=True)
    return replace(of(sent.feel, sent.names, sent.prefix), changed=True)


def _of_rows(sent: State) -> State:
    checked, rows = _checked(sent)
    if any(row.error for _, row in checked.numbered()):
        return replace(checked, changed=True)
    before, made = of(sent.was, sent.names, sent.prefix), expression_of(rows)
    same = (before.join, before.items) == (sent.join, _kept(sent.items)) or made == sent.was
    if sent.feel != sent.was:
        return _of_feel(sent) if same else replace(checked, unclear=_BOTH, changed=True)
    return before if same else replace(of(made, sent.names, sent.prefix), changed=True)


def _kept(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Without rows nothing was chosen in."""
    kept = [
        replace(one, rows=tuple(row for row in one.rows if row.path)) if isinstance(one, TypedGroup) else one
        for one in items
    ]
    return tuple(one for one in kept if (one.rows if isinstance(one, TypedGroup) else one.path))


def _checked(state: State) -> tuple[State, Group]:
    """The rows with what is wrong in each, and the rows that can be read."""
    items: list[Item] = []
    read: list[Row | Group] = []
    for item in state.items:
        if isinstance(item, TypedGroup):
            pairs = [_read(state, row) for row in item.rows]
            items.append(replace(item, rows=tuple(typed for typed, _ in pairs)))
            inner = tuple(row for _, row in pairs if row is not None)
            if inner:
                read.append(Group(item.join, inner) if len(inner) > 1 else inner[0])
        else:
            typed, row = _read(state, item)
            items.append(typed)
            if row is not None:
                read.append(row)
    return replace(state, items=tuple(items)), Group(state.join, tuple(read))


def _read(state: State, row: TypedRow) -> tuple[TypedRow, Row | None]:
    field = state.field_of(row)
    if field is None:
        if not row.path and not any(value.strip() for value in row.values):
            return row, None
        return replace(row, error=Text("Chọn trường để so sánh.", "Choose what to compare.")), None
    found = state.comparison_of(row)
    if found is None or (row.code and found.code != row.code):
        return replace(row, error=Text("Chọn cách so sánh cho trường này.", "Choose how to compare this.")), None
    try:
        return row, Row(row.path, found.written, read_values(field, found, row.values, row.unit))
    except Wrong as wrong:
        return replace(row, error=wrong.text), None


def _acted(sent: State, act: str) -> State:
    """After the button ``add``, ``group``, ``add:2``, ``drop:2`` or ``drop:2.1``; any other shows the rows again."""
    verb, _, place = act.partition(":")
    items = list(sent.items)
    if verb == "drop" and _PLACE.fullmatch(place):
        items = _dropped(items, place)
    elif len(sent.numbered()) < MOST_ROWS:
        items = _added(items, verb, place)
    shown = replace(sent, items=tuple(items), changed=True)
    checked, rows = _checked(shown)
    made = expression_of(rows)
    if sent.feel != sent.was or any(row.error for _, row in checked.numbered()):
        return replace(shown, expression=made)
    return replace(shown, expression=made, feel=made, was=made)


def _added(items: list[Item], verb: str, place: str) -> list[Item]:
    if verb == "group":
        return [*items, TypedGroup(ANY, (TypedRow(), TypedRow()))]
    if verb == "add" and not place:
        return [*items, TypedRow()]
    if verb == "add" and place.isdigit() and int(place) < len(items):
        group = items[int(place)]
        if isinstance(group, TypedGroup):
            items[int(place)] = replace(group, rows=(*group.rows, TypedRow()))
    return items


def _dropped(items: list[Item], place: str) -> list[Item]:
    at, _, inner = place.partition(".")
    number = int(at)
    if number >= len(items):
        return items
    group = items[number]
    if inner and isinstance(group, TypedGroup):
        rows = tuple(row for where, row in enumerate(group.rows) if where != int(inner))
        return [*items[:number], *([replace(group, rows=rows)] if rows else []), *items[number + 1 :]]
    return [*items[:number], *items[number + 1 :]]


def _items(form: Posted, prefix: str) -> tuple[Item, ...]:
    found: list[Item] = []
    for at in range(MOST_ROWS):
        place = f"{prefix}.{at}"
        if f"{place}.join" in form:
            inner = [f"{place}.{number}" for number in range(MOST_ROWS) if f"{place}.{number}.field" in form]
            found.append(TypedGroup(_join(form.get(f"{place}.join")), tuple(_row(form, one) for one in inner)))
        elif f"{place}.field" in form:
            found.append(_row(form, place))
    return tuple(found)


def _row(form: Posted, place: str) -> TypedRow:
    unit = form.get(f"{place}.unit", "Y")
    values = (*form.getlist(f"{place}.v")[:200], *form.getlist(f"{place}.v2")[:1])
    return TypedRow(form.get(f"{place}.field", ""), form.get(f"{place}.is", ""), values, unit if unit in UNITS else "Y")


def _join(word: str | None) -> str:
    return ANY if word == ANY else ALL
