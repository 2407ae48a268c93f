"""The tthc elements of a BPMN element, read by the vocabulary table into dataclasses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from lxml import etree

from engine.bpmn import definition as d
from engine.bpmn import sheet, tthc
from engine.bpmn.reading import values
from engine.bpmn.reading.names import BPMN, TTHC, elements, local, space_of
from engine.bpmn.reading.problems import Problems
from engine.bpmn.xml import text_of
from engine.text import Text

_SECOND: Final = Text("chỗ cho phần tử thứ hai cùng loại", "room for a second element of this kind")

_PLURAL: Final = {
    "covers": "covers",
    "case": "cases",
    "term": "terms",
    "document": "documents",
    "fee": "fees",
    "result": "results",
    "basis": "basis",
    "text": "texts",
    "outcome": "outcomes",
    "produces": "produces",
    "param": "params",
    "failure": "failure",
}
"""Python field that holds a child element, by the child's name in the file."""


def read_extensions(host: etree._Element, problems: Problems) -> dict[str, Any]:
    """Read the tthc elements of ``host`` (a BPMN element): {element name: dataclass or, for procedure, fields}."""
    found: dict[str, Any] = {}
    for container in host.iterchildren(f"{{{BPMN}}}extensionElements"):
        for element in elements(container, TTHC):
            root = tthc.ROOTS.get(local(element))
            if root is None or local(host) not in root.hosts:
                problems.misplaced(element, local(host))
            elif local(element) in found:
                problems.unknown(element, _SECOND)
            else:
                found[local(element)] = read_element(element, root, problems)
    return found


def read_element(element: etree._Element, kind: tthc.Element, problems: Problems) -> Any:
    """Read one tthc element and what stands inside it."""
    fields = _attributes(element, kind, problems)
    if kind.body:
        fields[kind.body] = text_of(element)
    many: dict[str, list[Any]] = {}
    for child in elements(element):
        known = kind.child(local(child)) if space_of(child) == TTHC else None
        if known is None:
            problems.unknown(element, Text(f"phần tử con {local(child)}", f"child element {local(child)}"))
            continue
        value = read_element(child, tthc.ELEMENTS[known.type], problems)
        many.setdefault(_PLURAL[known.name], []).append(value)
        if not known.many and len(many[_PLURAL[known.name]]) > 1:
            problems.unknown(child, _SECOND)
    for child_kind in kind.children:
        name = _PLURAL[child_kind.name]
        read = many.get(name, [])
        fields[name] = tuple(read) if child_kind.many else (read[0] if read else None)
    return _BUILDERS[kind.type](fields)


def _attributes(element: etree._Element, kind: tthc.Element, problems: Problems) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, text in element.attrib.items():
        attribute = kind.attribute(str(name))
        if attribute is None:
            unknown = etree.QName(str(name)).localname
            problems.unknown(element, Text(f"thuộc tính {unknown}", f"attribute {unknown}"))
        else:
            fields[attribute.field] = _value(element, attribute, str(text), problems)
    for attribute in kind.attributes:
        if attribute.required and not element.get(attribute.name, "").strip():
            problems.missing(element, attribute.name)
    return {name: value for name, value in fields.items() if value is not None}


def _value(element: etree._Element, attribute: tthc.Attribute, text: str, problems: Problems) -> Any:
    if not text.strip():
        return None
    try:
        return values.convert(attribute, text)
    except ValueError:
        problems.bad_value(element, attribute.name, text, values.expected(attribute))
        return values.fallback(attribute, text)


def _term(fields: dict[str, Any]) -> sheet.Term:
    value = fields.pop("value", None)
    if isinstance(value, str) and value.startswith("="):
        return sheet.Term(value_formula=value[1:].strip(), **fields)
    try:
        return sheet.Term(value=None if value is None else Decimal(value), **fields)
    except ArithmeticError:
        return sheet.Term(**fields)


def _end(fields: dict[str, Any]) -> str | None:
    result: str | None = fields.get("result")
    return result


def _form(fields: dict[str, Any]) -> str:
    return str(fields.get("form", ""))


def _ref(fields: dict[str, Any]) -> str:
    return str(fields.get("ref", ""))


_BUILDERS: Final[dict[str, Callable[[dict[str, Any]], Any]]] = {
    "Procedure": lambda fields: fields,
    "Covers": lambda fields: sheet.Covers(**fields),
    "Case": lambda fields: sheet.Case(**fields),
    "Term": _term,
    "Document": lambda fields: sheet.Document(**fields),
    "Fee": lambda fields: sheet.Fee(**fields),
    "ProcedureResult": lambda fields: sheet.ProcedureResult(**fields),
    "Basis": lambda fields: sheet.Basis(**fields),
    "Translation": lambda fields: sheet.Translation(**fields),
    "Step": lambda fields: d.Step(**fields),
    "Outcome": lambda fields: d.Outcome(**{"id": "", **fields}),
    "Produces": _form,
    "Wait": lambda fields: d.Wait(**fields),
    "Connector": lambda fields: d.Connector(**fields),
    "Leg": lambda fields: d.Leg(**fields),
    "Param": lambda fields: d.Param(**fields),
    "ConnectorResult": lambda fields: d.ConnectorResult(**fields),
    "Failure": lambda fields: d.Failure(**fields),
    "Decision": _ref,
    "End": _end,
}
