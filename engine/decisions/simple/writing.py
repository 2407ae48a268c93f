"""A simple table into a model file: the decision anew, everything else in the file as it was."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.decisions.simple.model import SimpleTable
from engine.decisions.xml import attribute, children, first, parse
from engine.feel.values.printing import quoted

_SPACE: Final = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def written(table: SimpleTable, data: bytes | None = None) -> bytes:
    """The file ``data`` with this table in place of its decision, or a new file. Raises UnreadableModel."""
    root = parse(data) if data is not None else _new(table)
    space = etree.QName(root).namespace or _SPACE
    decision = next((one for one in children(root, "decision") if attribute(one, "id") == table.id), None)
    if decision is None:
        decision = _sub(root, space, "decision", id=table.id)
    decision.set("name", table.name)
    for old in children(decision, "variable", "informationRequirement", "decisionTable"):
        decision.remove(old)
    _sub(decision, space, "variable", id=f"{table.id}_gia_tri", name=table.id, typeRef="number")
    for name in dict.fromkeys(column.root for column in table.columns):
        requirement = _sub(decision, space, "informationRequirement", id=f"{table.id}_doc_{name}")
        _sub(requirement, space, "requiredInput", href=f"#{_input_data(root, space, name)}")
    _table(decision, space, table)
    etree.indent(root, "  ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _new(table: SimpleTable) -> etree._Element:
    attributes = {
        "id": f"{table.id}_mo_hinh",
        "name": table.name,
        "namespace": f"urn:quytrinh:decisions:{table.id}",
        "exporter": "Quy Trinh",
    }
    return etree.Element(f"{{{_SPACE}}}definitions", attributes, nsmap={"dmn": _SPACE})


def _input_data(root: etree._Element, space: str, name: str) -> str:
    """The id of the input called ``name``, made when it is not there yet."""
    for one in children(root, "inputData"):
        if name in (attribute(one, "name"), attribute(first(one, "variable"), "name")):
            return attribute(one, "id")
    made = _sub(root, space, "inputData", id=f"dau_vao_{name}", name=name)
    _sub(made, space, "variable", id=f"dau_vao_{name}_gia_tri", name=name)
    return f"dau_vao_{name}"


def _table(decision: etree._Element, space: str, table: SimpleTable) -> None:
    made = _sub(decision, space, "decisionTable", id=f"{table.id}_bang", hitPolicy=table.policy)
    for number, column in enumerate(table.columns, 1):
        held = _sub(made, space, "input", id=f"{table.id}_cot_{number}", label=column.label)
        expression = _sub(held, space, "inputExpression", id=f"{table.id}_cot_{number}_doc")
        _sub(expression, space, "text").text = column.expression
        if column.values:
            _sub(_sub(held, space, "inputValues"), space, "text").text = ", ".join(map(quoted, column.values))
    output = _sub(made, space, "output", id=f"{table.id}_ket_qua", label=table.result_label, typeRef="number")
    if table.default:
        _sub(_sub(output, space, "defaultOutputEntry"), space, "text").text = table.default
    _sub(made, space, "annotation", name="Ghi chú")
    for number, line in enumerate(table.lines, 1):
        rule = _sub(made, space, "rule", id=f"{table.id}_dong_{number}")
        for place, test in enumerate(line.tests, 1):
            entry = _sub(rule, space, "inputEntry", id=f"{table.id}_o_{number}_{place}")
            _sub(entry, space, "text").text = test
        result = _sub(rule, space, "outputEntry", id=f"{table.id}_muc_{number}")
        _sub(result, space, "text").text = line.result
        _sub(_sub(rule, space, "annotationEntry"), space, "text").text = line.note


def _sub(parent: etree._Element, space: str, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{space}}}{tag}", {key: value for key, value in attributes.items() if value})
