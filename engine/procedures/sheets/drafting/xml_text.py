"""A drawing as BPMN XML, laid out with lanes."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from engine.bpmn.layout import lay_out
from engine.procedures.sheets.drafting.elements import Drawing, Element, Extension, Link

_BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_TTHC: Final = "urn:quytrinh:tthc:1"
_SPACES: Final = {
    "bpmn": _BPMN,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": _XSI,
    "tthc": _TTHC,
}
_FEEL: Final = "https://www.omg.org/spec/DMN/20191111/FEEL/"
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def write(key: str, name: str, sheet: Extension, documentation: str, drawing: Drawing) -> bytes:
    """The file of one draft, with its diagram."""
    process_id = key.replace("-", "_")
    root = etree.Element(f"{{{_BPMN}}}definitions", nsmap=_SPACES)
    root.set("id", f"{process_id}_definitions")
    root.set("targetNamespace", f"urn:quytrinh:procedure:{key}")
    root.set("expressionLanguage", _FEEL)
    root.set("exporter", "Quy Trinh")
    root.set("exporterVersion", "1.0")
    collaboration = _sub(root, "collaboration", {"id": "hop_tac"})
    _sub(collaboration, "participant", {"id": "don_vi_thuc_hien", "name": name, "processRef": process_id})
    for node in drawing.nodes.values():
        if node.bpmn == "receiveTask":
            _sub(root, "message", {"id": f"msg_{node.id}", "name": node.id})
    process = _sub(root, "process", {"id": process_id, "name": name, "isExecutable": "true"})
    if documentation:
        _sub(process, "documentation", {}).text = clean(documentation)
    _extend(process, sheet)
    for node in drawing.nodes.values():
        _node(process, node, drawing)
    for flow in drawing.links.values():
        _flow(process, flow)
    return lay_out(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def clean(text: str) -> str:
    """``text`` without characters XML cannot carry."""
    return _FORBIDDEN.sub("", text)


def _node(process: etree._Element, node: Element, drawing: Drawing) -> None:
    attributes = {"id": node.id, "name": node.name, "default": node.default or ""}
    if node.bpmn == "receiveTask":
        attributes["messageRef"] = f"msg_{node.id}"
    element = _sub(process, node.bpmn, {name: value for name, value in attributes.items() if value})
    if node.documentation:
        _sub(element, "documentation", {}).text = clean(node.documentation)
    if node.extension is not None:
        _extend(element, node.extension)
    for flow in drawing.into(node.id):
        _sub(element, "incoming", {}).text = flow.id
    for flow in drawing.out_of(node.id):
        _sub(element, "outgoing", {}).text = flow.id
    if node.cardinality:
        loop = _sub(element, "multiInstanceLoopCharacteristics", {"isSequential": "false"})
        _formal(loop, "loopCardinality", node.cardinality)
        if node.completion:
            _formal(loop, "completionCondition", node.completion)


def _flow(process: etree._Element, flow: Link) -> None:
    attributes = {"id": flow.id, "name": flow.name, "sourceRef": flow.source, "targetRef": flow.target}
    element = _sub(process, "sequenceFlow", {name: value for name, value in attributes.items() if value})
    if flow.condition:
        _formal(element, "conditionExpression", flow.condition)


def _formal(parent: etree._Element, tag: str, expression: str) -> None:
    element = _sub(parent, tag, {})
    element.set(f"{{{_XSI}}}type", "bpmn:tFormalExpression")
    element.text = expression


def _extend(parent: etree._Element, extension: Extension) -> None:
    _tthc(_sub(parent, "extensionElements", {}), extension)


def _tthc(parent: etree._Element, extension: Extension) -> None:
    element = etree.SubElement(parent, f"{{{_TTHC}}}{extension.name}")
    for name, value in extension.attributes.items():
        element.set(name, clean(value))
    for child in extension.children:
        _tthc(element, child)


def _sub(parent: etree._Element, tag: str, attributes: dict[str, str]) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_BPMN}}}{tag}")
    for name, value in attributes.items():
        element.set(name, clean(value))
    return element
