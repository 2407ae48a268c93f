"""Every FEEL expression of a definition, with the place it stands at and the moment it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from engine.bpmn.definition import Definition, Node
from engine.text import Text

When = Literal["before", "during", "any"]

_ISO: Final = re.compile(
    r"-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"
    r"|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?"
)


@dataclass(frozen=True)
class Formula:
    """One expression.

    ``reader`` is the node whose turn it is when the expression is read (None: the sheet); ``when`` says whether that
    node has answered by then; ``response`` is True where a connector's answer may be read.
    """

    source: str
    element: str
    place: Text
    reader: str | None = None
    when: When = "any"
    response: bool = False


def formulas(definition: Definition) -> Iterator[Formula]:
    """All expressions, those of the sheet first, then in the order of the file."""
    yield from _of_sheet(definition)
    for flow in definition.flows.values():
        if flow.condition:
            yield Formula(
                flow.condition, flow.id, _place("điều kiện của nhánh", "condition of flow", flow.id), flow.source
            )
    for node in definition.nodes.values():
        yield from _of_node(node)


def is_iso(text: str) -> bool:
    """Whether a timer's text is an ISO 8601 duration, date or instant rather than FEEL."""
    return _ISO.fullmatch(text.strip()) is not None


def _of_sheet(definition: Definition) -> Iterator[Formula]:
    at = definition.process_id
    for case in definition.cases:
        if case.when:
            yield Formula(case.when, at, _place("điều kiện của trường hợp", "condition of case", case.id))
    for number, term in enumerate(definition.terms, 1):
        if term.value_formula:
            yield Formula(term.value_formula, at, _place("công thức thời hạn", "formula of term", str(number)))
    for document in definition.documents:
        if document.when:
            yield Formula(document.when, at, _place("điều kiện của giấy tờ", "condition of document", document.id))
    for fee in definition.fees:
        if fee.formula:
            yield Formula(fee.formula, at, _place("công thức của khoản thu", "formula of fee", fee.id))
        if fee.exempt_when:
            yield Formula(fee.exempt_when, at, _place("điều kiện miễn của khoản thu", "exemption of fee", fee.id))


def _of_node(node: Node) -> Iterator[Formula]:
    key = node.id
    if node.loop:
        for source in filter(None, (node.loop.cardinality, node.loop.collection)):
            yield Formula(source, key, _place("số lần của bước", "number of step", key), key, "before")
        if node.loop.completion:
            place = _place("điều kiện dừng của bước", "completion of step", key)
            yield Formula(node.loop.completion, key, place, key, "during")
    if node.timer and node.timer.kind != "cycle" and not is_iso(node.timer.expression):
        reader = node.attached_to or key
        yield Formula(
            node.timer.expression, key, _place("thời gian của đồng hồ", "time of timer", key), reader, "before"
        )
    if node.connector:
        for param in node.connector.params:
            if param.value.startswith("="):
                place = _place("tham số của bước", f"parameter {param.name} of step", key)
                yield Formula(param.value[1:], key, place, key, "before")
        for result in node.connector.results:
            if result.value.startswith("="):
                place = _place("kết quả của bước", f"result {result.variable} of step", key)
                yield Formula(result.value[1:], key, place, key, "before", response=True)


def _place(vi: str, en: str, key: str) -> Text:
    return Text(f"{vi} “{key}”", f"{en} “{key}”")
