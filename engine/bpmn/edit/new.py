"""A new procedure out of its title: start, one step that receives the dossier, end; a pool with one lane."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from lxml import etree

from engine.bpmn import layout, tthc
from engine.bpmn.definition import Outcome, Step
from engine.bpmn.edit import building, names, writing
from engine.bpmn.edit.trees import bpmn, to_bytes
from engine.bpmn.edit.trees import tthc as ours
from engine.bpmn.layout.indent import settle
from engine.bpmn.reading.names import BPMN, BPMNDI, DC, DI, TTHC

_SPACES: Final = {
    "bpmn": BPMN,
    "bpmndi": BPMNDI,
    "dc": DC,
    "di": DI,
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "tthc": TTHC,
}
RECEIVE: Final = Step(
    no="1",
    unit="receiving/one_stop",
    post="can_bo_mot_cua",
    limit=Decimal(4),
    kind="receive",
    content="Tiếp nhận, kiểm tra thành phần hồ sơ",
    outcomes=(Outcome("du", "Tiếp nhận", "receipt"),),
    produces=("control_slip", "register"),
)
"""The step every procedure begins with: its outcome accepts the dossier."""


def new_procedure(title: str, *, key: str | None = None, level: str = "commune") -> bytes:
    """A file that can be read, checked as a draft, and edited. ``key`` defaults to the title as a slug."""
    title = building.one_line(title) or "Thủ tục mới"
    key = key or names.slug(title, "thu-tuc", "-")
    process_id = key.replace("-", "_")
    root = etree.Element(
        bpmn("definitions"),
        {
            "id": f"{process_id}_definitions",
            "targetNamespace": f"urn:quytrinh:procedure:{key}",
            "expressionLanguage": "https://www.omg.org/spec/DMN/20191111/FEEL/",
            "exporter": "Quy Trinh",
            "exporterVersion": "1.0",
        },
        nsmap=_SPACES,
    )
    process = etree.SubElement(root, bpmn("process"), {"id": process_id, "name": title, "isExecutable": "true"})
    _sheet(process, key, level)
    _node(process, "startEvent", "nop_ho_so", "Nộp hồ sơ")
    task = _node(process, "userTask", "tiep_nhan", "Tiếp nhận hồ sơ")
    task.append(writing.new("Step", "step", RECEIVE, "tiep_nhan"))
    end = _node(process, "endEvent", "hoan_thanh", "Hoàn thành")
    etree.SubElement(end, ours("end"), {"result": "granted"})
    _connect(process, "nop_ho_so", "tiep_nhan")
    _connect(process, "tiep_nhan", "hoan_thanh")
    settle(root)
    etree.indent(root, "  ")
    layout.draw_anew(root)
    return to_bytes(root)


def _sheet(process: etree._Element, key: str, level: str) -> None:
    holder = etree.SubElement(process, bpmn("extensionElements"))
    sheet = etree.SubElement(holder, ours("procedure"))
    facts = {"key": key, "level": level, "online": "full", "competent": "receiving"}
    writing.write_fields(sheet, tthc.PROCEDURE, dict(facts), key)


def _node(process: etree._Element, tag: str, key: str, name: str) -> etree._Element:
    """A node; returned is the place for its facts, none for a start event."""
    node = etree.SubElement(process, bpmn(tag), {"id": key, "name": name})
    return node if tag == "startEvent" else etree.SubElement(node, bpmn("extensionElements"))


def _connect(process: etree._Element, source: str, target: str) -> None:
    key = f"tu_{source}_den_{target}"
    for node in process:
        if node.get("id") in (source, target):
            name = "outgoing" if node.get("id") == source else "incoming"
            mention = etree.Element(bpmn(name))
            mention.text = key
            before = [child for child in node if child.tag != bpmn("outgoing")]
            node.insert(len(before), mention)
    attributes = {"id": key, "sourceRef": source, "targetRef": target}
    etree.SubElement(process, bpmn("sequenceFlow"), attributes)
