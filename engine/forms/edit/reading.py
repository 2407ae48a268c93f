"""Every expression of a form document with the names around it: who reads an answer, and renaming what is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.forms.edit.draft import Component, Draft, Spot, key_in, levels
from engine.forms.edit.expressions import Place, Read, reads, renamed
from engine.forms.edit.slots import NOTHING, get, put
from engine.text import Text

FORM: Final = "#"
"""Stands in places for the answers of the form itself; elsewhere they are found under ``don`` or a step's id."""

_PLACES: Final[tuple[tuple[tuple[str, ...], str, Text], ...]] = (
    (("conditional", "hide"), "hide", Text("điều kiện hiện của ô", "condition to show")),
    (("expression",), "expression", Text("công thức của ô", "formula of")),
    (("properties", "vn.wordsOf"), "expression", Text("công thức của ô", "formula of")),
    (("valuesExpression",), "options_from", Text("danh sách lựa chọn của ô", "options of")),
    (("valuesKey",), "options_path", Text("danh sách lựa chọn của ô", "options of")),
    (("dataSource",), "data_source", Text("nội dung của bảng", "rows of")),
)
_PREFILL: Final = (("properties", "vn.prefill"), "prefill", Text("giá trị điền sẵn của ô", "prefilled value of"))


@dataclass
class Reader:
    """One expression of a form: where it stands, what it says, and how to write another one there."""

    component: str
    """Id of the component, or ``rule:0``."""
    fact: str
    where: Text
    source: str
    names: Mapping[str, Place | None]
    write: Callable[[Any], None]


def readers(draft: Draft) -> Iterator[Reader]:
    """All expressions, those of components first, then the rules."""
    around = _names_by_list(draft)
    for spot in draft.spots():
        names = around.get(id(spot.siblings), {})
        for path, fact, words in _PLACES:
            yield from _at(spot, path, fact, words, names)
        yield from _at(spot, *_PREFILL, {})
    yield from _rules(draft)


def read_by(draft: Draft, wanted: Collection[Place]) -> Iterator[tuple[Reader, Read]]:
    """The expressions of a form that read one of the answers."""
    known = known_places(draft) | set(wanted)
    for reader in readers(draft):
        found = reads(reader.source.removeprefix("="), reader.names, known, wanted)
        if found:
            yield reader, found


def rename_reads(draft: Draft, old: Place, key: str) -> list[Reader]:
    """Write another key where expressions read ``old``; returns the readers it cannot be told of."""
    left = []
    for reader, found in list(read_by(draft, {old})):
        if found.unsure:
            left.append(reader)
            continue
        sign = "=" if reader.source.startswith("=") else ""
        reader.write(sign + renamed(reader.source.removeprefix("="), found, key))
    if old[0] == FORM:
        _rename_in_rules(draft, old[1:], key)
    return left


def place_of(spot: Spot) -> Place:
    """Where the answer of a component is found from inside its form."""
    rows = [key_in(one) for one in spot.above if one.get("type") == "dynamiclist"]
    return (FORM, *rows, key_in(spot.component))


def known_places(draft: Draft, root: str = FORM) -> set[Place]:
    """Where all answers of a form are found, below ``root``."""
    return {(root, *level.path, key) for level in levels(draft.data) for key in level.keys}


def label_of(component: Component) -> str:
    """How a person calls a component."""
    text = component.get("label") or component.get("dateLabel") or component.get("text") or key_in(component)
    said = " ".join(str(text or component.get("id") or "").split())
    return said if len(said) <= 80 else f"{said[:79].rstrip()}…"


def _at(
    spot: Spot, path: tuple[str, ...], fact: str, words: Text, names: Mapping[str, Place | None]
) -> Iterator[Reader]:
    source = get(spot.component, path)
    if not isinstance(source, str) or not source.strip():
        return
    label = label_of(spot.component)
    where = Text(f"{words.vi} “{label}”", f"{words.en} “{label}”")

    def write(value: Any) -> None:
        put(spot.component, path, value)

    yield Reader(spot.id, fact, where, source.strip(), names, write)


def _rules(draft: Draft) -> Iterator[Reader]:
    found = draft.data.get("rules")
    rules = found if isinstance(found, list) else []
    for number, rule in enumerate(rules):
        source = rule.get("expr") if isinstance(rule, dict) else None
        if not isinstance(source, str) or not source.strip():
            continue
        where = Text(f"quy tắc thứ {number + 1}", f"rule {number + 1}")
        names = _names_at(draft, str(rule.get("field") or ""))

        def write(value: Any, rule: dict[str, Any] = rule) -> None:
            if value is NOTHING:
                rules[:] = [one for one in rules if one is not rule]
            else:
                rule["expr"] = value

        yield Reader(f"rule:{number}", "expression", where, source.strip(), names, write)


def _rename_in_rules(draft: Draft, path: tuple[str, ...], key: str) -> None:
    found = draft.data.get("rules")
    for rule in found if isinstance(found, list) else []:
        parts = str(rule.get("field") or "").split(".") if isinstance(rule, dict) else []
        if tuple(parts[: len(path)]) == path:
            rule["field"] = ".".join([*path[:-1], key, *parts[len(path) :]])


def _names_by_list(draft: Draft) -> dict[int, dict[str, Place | None]]:
    """The names in reach at every list of components."""
    found: dict[int, dict[str, Place | None]] = {}
    by_path: dict[Place, dict[str, Place | None]] = {}
    for level in levels(draft.data):
        by_path[level.path] = _inside(by_path.get(level.path[:-1], {}), level.path, level.keys)
        for listed in level.lists:
            found[id(listed)] = by_path[level.path]
    return found


def _names_at(draft: Draft, path: str) -> dict[str, Place | None]:
    """The names a rule at ``path`` reads: a rule at a field of rows sees its row."""
    rows = tuple(path.split(".")[:-1])
    names: dict[str, Place | None] = {}
    for level in levels(draft.data):
        if level.path == rows[: len(level.path)]:
            names = _inside(names, level.path, level.keys)
    return names


def _inside(outer: Mapping[str, Place | None], path: tuple[str, ...], keys: Collection[str]) -> dict[str, Place | None]:
    names: dict[str, Place | None] = {**outer, **{key: (FORM, *path, key) for key in keys}}
    return {**names, "parent": (FORM, *path[:-1]), "i": None} if path else names
