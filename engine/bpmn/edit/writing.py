"""Writes dataclasses back into tthc elements: only attributes and children that differ are touched."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from lxml import etree

from engine.bpmn import tthc
from engine.bpmn.edit import trees
from engine.bpmn.edit.problems import refuse
from engine.bpmn.reading.extensions import read_element
from engine.bpmn.reading.names import TTHC, elements, local
from engine.bpmn.reading.problems import Problems
from engine.bpmn.reading.values import convert, expected
from engine.text import Text

_ALWAYS: Final = ("count",)
"""Attributes our files write out even when they say what is meant without them."""
_KEYS: Final[dict[str, Callable[[Any], object]]] = {
    "Covers": lambda one: one.code,
    "Case": lambda one: one.id,
    "Document": lambda one: one.id,
    "Fee": lambda one: one.id,
    "ProcedureResult": lambda one: one.id,
    "Outcome": lambda one: one.id,
    "Param": lambda one: one.name,
    "ConnectorResult": lambda one: one.variable,
    "Translation": lambda one: (one.lang, one.of),
    "Basis": lambda one: one.ref,
    "Term": lambda one: (one.case, one.channel, one.phase, one.agency),
}
"""By what an item of a list is known again when the list changes."""


def text_of(value: object) -> str:
    """How a value is written in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "".join(c for c in str(value) if c in "\t\n" or c >= " " and c not in "\x7f\ufffe\uffff" and not _half(c))


def _half(c: str) -> bool:
    return "\ud800" <= c <= "\udfff"


def write(element: etree._Element, kind: tthc.Element, value: Any, place: str) -> None:
    """Make ``element`` say ``value``; ``place`` is named when a value cannot be written. Raises EditRefused."""
    was = read_element(element, kind, Problems())
    for attribute in kind.attributes:
        _attribute(element, attribute, value, was, place)
    if kind.body and getattr(value, kind.body) != getattr(was, kind.body):
        element.text = text_of(getattr(value, kind.body))
    for child in kind.children:
        field = _field_of(value, child.name)
        if field is not None:
            _children(element, child, getattr(value, field), place)


def new(kind: str, name: str, value: Any, place: str) -> etree._Element:
    """A new element called ``name`` that says ``value``."""
    element = etree.Element(trees.tthc(name), nsmap={"tthc": TTHC})
    write(element, tthc.ELEMENTS[kind], value, place)
    return element


def write_fields(element: etree._Element, kind: tthc.Element, fields: dict[str, Any], place: str) -> None:
    """Like ``write`` for the procedure, whose fields are named one by one; what is not named stays."""
    was = read_element(element, kind, Problems())
    for attribute in kind.attributes:
        if attribute.field in fields:
            _set(element, attribute, fields[attribute.field], was.get(attribute.field), place)
    for child in kind.children:
        field = _PLURALS.get(child.name, child.name)
        if field in fields:
            _children(element, child, fields[field], place)


_PLURALS: Final = {
    "case": "cases",
    "term": "terms",
    "document": "documents",
    "fee": "fees",
    "result": "results",
    "text": "texts",
    "outcome": "outcomes",
    "param": "params",
}


def _field_of(value: Any, child: str) -> str | None:
    names = {one.name for one in dataclasses.fields(value)}
    return next((name for name in (_PLURALS.get(child, child), child) if name in names), None)


def _attribute(element: etree._Element, attribute: tthc.Attribute, value: Any, was: Any, place: str) -> None:
    now, then = _said(value, attribute), _said(was, attribute)
    default = next((one.default for one in dataclasses.fields(value) if one.name == attribute.field), None)
    if attribute.name in element.attrib:
        if now != then:
            _set(element, attribute, now, then, place)
    elif now is not None and (now != default or attribute.name in _ALWAYS):
        _set(element, attribute, now, None, place)


def _said(value: Any, attribute: tthc.Attribute) -> Any:
    if attribute.name == "value" and getattr(value, "value_formula", None):
        return f"={value.value_formula}"
    return getattr(value, attribute.field)


def _set(element: etree._Element, attribute: tthc.Attribute, now: Any, then: Any, place: str) -> None:
    if now == then and (attribute.name in element.attrib or now is None):
        return
    text = "" if now is None else text_of(now)
    if not text.strip() and not attribute.required:
        element.attrib.pop(attribute.name, "")
        return
    try:
        convert(attribute, text)
    except ValueError:
        wanted = expected(attribute)
        raise refuse(
            place,
            Text(f"“{text[:80]}” không dùng được cho {attribute.name}.", f"“{text[:80]}” cannot be {attribute.name}."),
            Text(f"Cần {wanted.vi}.", f"Needed: {wanted.en}."),
        ) from None
    element.set(attribute.name, text)


def _children(parent: etree._Element, child: tthc.Child, wanted: Any, place: str) -> None:
    """Make the children of one name say ``wanted`` (a tuple, or one value or None), keeping those that do."""
    kind = tthc.ELEMENTS[child.type]
    values = wanted if isinstance(wanted, tuple) else (() if wanted is None else (wanted,))
    present = [one for one in elements(parent, TTHC) if local(one) == child.name]
    said = [read_element(one, kind, Problems()) for one in present]
    if list(values) == said:
        return
    chosen = _matched(values, said, _KEYS.get(child.type, lambda one: one))
    for number, one in enumerate(present):
        if number not in chosen:
            trees.remove(one)
    at = _place_of(parent, child, present)
    for value, known in zip(values, chosen, strict=True):
        element = present[known] if known is not None else _fresh(child, kind, value, place)
        if known is not None and not isinstance(value, str):
            write(element, kind, value, place)
        if element.getparent() is None or parent.index(element) < at or _ahead(parent, element, at):
            if element.getparent() is not None:
                at -= parent.index(element) < at
                trees.remove(element)
            trees.insert(parent, element, at)
        at = parent.index(element) + 1


def _ahead(parent: etree._Element, element: etree._Element, at: int) -> bool:
    """Whether another child of the same name stands where this one belongs."""
    return any(isinstance(one.tag, str) and one.tag == element.tag for one in list(parent)[at : parent.index(element)])


def _fresh(child: tthc.Child, kind: tthc.Element, value: Any, place: str) -> etree._Element:
    if isinstance(value, str):
        element = etree.Element(trees.tthc(child.name), nsmap={"tthc": TTHC})
        _set(element, kind.attributes[0], value, None, place)
        return element
    return new(child.type, child.name, value, place)


def _matched(values: Sequence[Any], said: Sequence[Any], key: Callable[[Any], object]) -> list[int | None]:
    """For each value the number of the element that said it before, by equality first, then by key."""
    left = list(range(len(said)))
    chosen: list[int | None] = [None] * len(values)
    for same in (lambda one: one, key):
        for at, value in enumerate(values):
            if chosen[at] is None:
                found = next((number for number in left if same(said[number]) == same(value)), None)
                if found is not None:
                    chosen[at] = found
                    left.remove(found)
    return chosen


def _place_of(parent: etree._Element, child: tthc.Child, present: list[etree._Element]) -> int:
    """Where the first child of a name stands, or belongs by the order of the vocabulary."""
    still = [one for one in present if one.getparent() is not None]
    if still:
        return min(parent.index(one) for one in still)
    host = tthc.ROOTS.get(local(parent)) or next(
        (one for one in tthc.ELEMENTS.values() if one.type.lower() == local(parent)), None
    )
    order = [one.name for one in host.children] if host else [child.name]
    later = order[order.index(child.name) + 1 :]
    for number, one in enumerate(parent):
        if isinstance(one.tag, str) and local(one) in later:
            return number
    return len(parent)
