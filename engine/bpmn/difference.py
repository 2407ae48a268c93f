"""What changed between two definitions of a procedure, as typed changes that read as sentences."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

from engine.bpmn.definition import Definition, Flow, Node, Outcome
from engine.bpmn.field_words import words_of
from engine.bpmn.sheet import Term
from engine.text import Text

Kind = Literal["added", "removed", "changed"]

_WORDS: Final = {
    "added": Text("Thêm", "Added"),
    "removed": Text("Bỏ", "Removed"),
    "changed": Text("Sửa", "Changed"),
}
_SHEET: Final = {
    "cases": Text("trường hợp", "case"),
    "documents": Text("giấy tờ", "document"),
    "fees": Text("khoản thu", "fee"),
    "results": Text("kết quả", "result"),
}
_FACTS: Final = ("name", "symbol", "field", "level", "online", "boundary_free", "competent", "form")
_NODE_FACTS: Final = (
    *("name", "kind", "wait", "end_result", "connector", "decision", "loop", "timer", "message", "event_code"),
    *("attached_to", "interrupting", "parent", "called"),
)
_NOTHING: Final = "–"
_NO_DETAIL: Final = Text("", "")


@dataclass(frozen=True)
class Change:
    """One change: its kind, what kind of thing it is about, the element, and a sentence."""

    kind: Kind
    about: str
    element: str
    message: Text


def between(old: Definition, new: Definition) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``: the sheet, then steps, then ways; the drawing last, in one sentence."""
    changes = tuple(_changes(old, new))
    drawn = (old.shapes, old.edges, old.lanes.keys()) != (new.shapes, new.edges, new.lanes.keys())
    if drawn:
        only = Text("Hình vẽ của sơ đồ thay đổi.", "The drawing of the diagram changed.")
        return (*changes, Change("changed", "drawing", new.process_id, only))
    return changes


def _changes(old: Definition, new: Definition) -> Iterator[Change]:
    yield from _facts("procedure", new.process_id, Text("thủ tục", "the procedure"), old, new, _FACTS)
    for name, what in _SHEET.items():
        ours = {one.id: one for one in getattr(old, name)}
        theirs = {one.id: one for one in getattr(new, name)}
        yield from _records(name, what, ours, theirs)
    yield from _records("terms", Text("thời hạn", "term"), _terms(old), _terms(new))
    yield from _records("basis", Text("căn cứ", "legal basis"), _basis(old), _basis(new))
    yield from _nodes(old, new)
    yield from _flows(old, new)


def _terms(definition: Definition) -> dict[Hashable, Term]:
    return {
        " ".join(str(part) for part in (*one.case, one.channel, one.agency, one.phase) if part): one
        for one in definition.terms
    }


def _basis(definition: Definition) -> dict[Hashable, Any]:
    return {one.ref: one for one in definition.basis}


def _records(about: str, what: Text, ours: Mapping[Any, Any], theirs: Mapping[Any, Any]) -> Iterator[Change]:
    for key in (*ours, *(key for key in theirs if key not in ours)):
        one, other = ours.get(key), theirs.get(key)
        name = str(getattr(other or one, "name", "") or key)
        called = Text(f"{what.vi} “{name}”".replace(" “”", ""), f"{what.en} “{name}”".replace(" “”", ""))
        if one is None or other is None:
            yield _change("added" if one is None else "removed", about, str(key), called)
        elif one != other:
            yield from _facts(about, str(key), called, one, other, [each.name for each in dataclasses.fields(other)])


def _facts(about: str, element: str, called: Text, one: Any, other: Any, names: Any) -> Iterator[Change]:
    for name in names:
        before, after = getattr(one, name), getattr(other, name)
        if before != after:
            yield _altered(about, element, called, name, before, after)


def _nodes(old: Definition, new: Definition) -> Iterator[Change]:
    for key in (*old.nodes, *(key for key in new.nodes if key not in old.nodes)):
        one, other = old.nodes.get(key), new.nodes.get(key)
        known = other or one
        if known is None:
            continue
        called = _called(known)
        if one is None or other is None:
            yield _change("added" if one is None else "removed", _about(known), key, called)
        else:
            yield from _facts(_about(other), key, called, one, other, _NODE_FACTS)
            yield from _step(key, called, one, other)


def _step(key: str, called: Text, one: Node, other: Node) -> Iterator[Change]:
    if one.step is None or other.step is None:
        yield from _facts("step", key, called, one, other, ("step",))
        return
    names = [each.name for each in dataclasses.fields(other.step) if each.name != "outcomes"]
    yield from _facts("step", key, called, one.step, other.step, names)
    ours: dict[str, Outcome] = {each.id: each for each in one.step.outcomes}
    theirs: dict[str, Outcome] = {each.id: each for each in other.step.outcomes}
    for change in _records("outcome", Text("kết quả", "outcome"), ours, theirs):
        at = Text(f"{change.message.vi[:-1]} (ở {called.vi}).", f"{change.message.en[:-1]} (at {called.en}).")
        yield dataclasses.replace(change, element=key, message=at)


def _flows(old: Definition, new: Definition) -> Iterator[Change]:
    ours, theirs = _ways(old), _ways(new)
    for way in (*ours, *(way for way in theirs if way not in ours)):
        one, other = ours.get(way), theirs.get(way)
        flow = other or one
        if flow is None:
            continue
        source, target = _end(old, new, flow.source), _end(old, new, flow.target)
        called = Text(f"đường nối {source} → {target}", f"flow {source} → {target}")
        if one is None or other is None:
            yield _change("added" if one is None else "removed", "flow", flow.id, called)
        else:
            yield from _facts("flow", flow.id, called, one, other, ("name", "condition"))
            is_default = [
                definition.nodes[each.source].default == each.id for definition, each in ((old, one), (new, other))
            ]
            if is_default[0] != is_default[1]:
                yield _altered("flow", flow.id, called, "default", *is_default)


def _ways(definition: Definition) -> dict[tuple[str, str, int], Flow]:
    """Flows by their ends; the number tells apart flows between the same two nodes."""
    found: dict[tuple[str, str, int], Flow] = {}
    for flow in definition.flows.values():
        number = 0
        while (flow.source, flow.target, number) in found:
            number += 1
        found[flow.source, flow.target, number] = flow
    return found


def _end(old: Definition, new: Definition, key: str) -> str:
    node = new.nodes.get(key) or old.nodes[key]
    return f"“{node.name or key}”"


def _about(node: Node) -> str:
    return {"user": "step", "receive": "wait"}.get(node.kind, "node")


def _called(node: Node) -> Text:
    what = {"step": Text("bước", "step"), "wait": Text("bước chờ", "wait"), "node": Text("phần tử", "element")}
    name = what[_about(node)]
    return Text(f"{name.vi} “{node.name or node.id}”", f"{name.en} “{node.name or node.id}”")


def _change(kind: Kind, about: str, element: str, called: Text, detail: Text = _NO_DETAIL) -> Change:
    word = _WORDS[kind]
    said = Text(f"{word.vi} {called.vi}{detail.vi}.", f"{word.en} {called.en}{detail.en}.")
    return Change(kind, about, element, said)


def _altered(about: str, element: str, called: Text, field: str, before: Any, after: Any) -> Change:
    what, values = words_of(field), f"{_plain(before)} → {_plain(after)}"
    return _change("changed", about, element, called, Text(f": {what.vi} {values}", f": {what.en} {values}"))


def _plain(value: Any) -> str:
    if value is None or value == () or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, tuple):
        return ", ".join(_plain(one) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = ((each.name, getattr(value, each.name)) for each in dataclasses.fields(value))
        return " ".join(f"{name}={_plain(one)}" for name, one in parts if one not in (None, (), "", False))
    return f"“{value}”"
