"""XML as the edits use it: names, inserting and removing, and the file as bytes."""

from __future__ import annotations

from lxml import etree

from engine.bpmn.layout.trees import insert, insert_after, remove
from engine.bpmn.reading.names import BPMN, TTHC

__all__ = ["bpmn", "canonical", "insert", "insert_after", "remove", "to_bytes", "tthc"]


def bpmn(name: str) -> str:
    """Qualified name of a BPMN element."""
    return f"{{{BPMN}}}{name}"


def tthc(name: str) -> str:
    """Qualified name of an element of our vocabulary."""
    return f"{{{TTHC}}}{name}"


def canonical(element: etree._Element) -> bytes:
    """C14N of an element, what surrounds it left out."""
    tail, element.tail = element.tail, None
    try:
        return etree.tostring(element, method="c14n")
    finally:
        element.tail = tail


def to_bytes(root: etree._Element) -> bytes:
    """The file, with comments and processing instructions that stand around its root."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8") + b"\n"
