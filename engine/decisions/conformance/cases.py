"""Test files of the kit read into cases: inputs, and what each result must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from engine.decisions.xml import UnreadableModel
from engine.feel.values.durations import duration_from
from engine.feel.values.numbers import number_from
from engine.feel.values.reading import date_from, datetime_from, time_from

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
MAX_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Expected:
    """One result: its name, its value, and whether the kit expects an error (then the value is null)."""

    name: str
    value: Any
    error: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One test case."""

    id: str
    kind: str
    invoked: str
    inputs: dict[str, Any]
    results: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class TestFile:
    """A test file: the model it is about and its cases."""

    __test__ = False

    model: str
    cases: tuple[Case, ...]


def read_test_file(path: Path) -> TestFile:
    """Read one test file; raises UnreadableModel."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES or b"<!doctype" in data.lower():
        raise UnreadableModel("Tệp kiểm thử không đọc được", "The test file cannot be read")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise UnreadableModel(f"Tệp kiểm thử sai: {error}", f"The test file is wrong: {error}") from None
    model = (root.findtext("{*}modelName") or "").strip()
    return TestFile(model, tuple(_case(case) for case in _children(root, "testCase")))


def _case(element: etree._Element) -> Case:
    return Case(
        element.get("id", ""),
        element.get("type", "decision"),
        element.get("invocableName", ""),
        {node.get("name", ""): _value(node) for node in _children(element, "inputNode")},
        tuple(_expected(node) for node in _children(element, "resultNode")),
    )


def _expected(node: etree._Element) -> Expected:
    expected = next(_children(node, "expected"), None)
    value = _value(expected) if expected is not None else None
    return Expected(node.get("name", ""), value, node.get("errorResult") == "true")


def _children(element: etree._Element, kind: str) -> Iterator[etree._Element]:
    return (child for child in element if etree.QName(child).localname == kind)


def _value(element: etree._Element) -> Any:
    """The value an element holds: a list, a context of components, or a single value."""
    items = next(_children(element, "list"), None)
    if items is not None:
        return None if _nil(items) else [_value(item) for item in _children(items, "item")]
    components = list(_children(element, "component"))
    if components:
        return {component.get("name", ""): _value(component) for component in components}
    single = next(_children(element, "value"), None)
    return None if single is None or _nil(single) else _single(single)


def _nil(element: etree._Element) -> bool:
    return element.get(f"{_XSI}nil") == "true"


_READERS: dict[str, Callable[[str], Any]] = {
    "boolean": lambda text: text in ("true", "1"),
    "decimal": number_from,
    "double": number_from,
    "float": number_from,
    "integer": number_from,
    "int": number_from,
    "long": number_from,
    "date": date_from,
    "time": time_from,
    "dateTime": datetime_from,
    "duration": duration_from,
    "dayTimeDuration": duration_from,
    "yearMonthDuration": duration_from,
}


def _single(element: etree._Element) -> Any:
    kind = element.get(f"{_XSI}type", "string").split(":")[-1]
    text = element.text or ""
    reader = _READERS.get(kind)
    return text if reader is None else reader(text.strip())
