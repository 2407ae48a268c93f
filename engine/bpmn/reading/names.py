"""Namespaces and the small questions every reading module asks of an XML element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn import tthc
from engine.bpmn.xml import text_of

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DI: Final = "http://www.omg.org/spec/DD/20100524/DI"
TTHC: Final = tthc.NAMESPACE


def space_of(element: etree._Element) -> str:
    """Namespace of ``element``, "" when it has none."""
    return etree.QName(element).namespace or ""


def local(element: etree._Element) -> str:
    """Name of ``element`` without its namespace."""
    return etree.QName(element).localname


def elements(parent: etree._Element, namespace: str | None = None) -> Iterator[etree._Element]:
    """Child elements (no comments), of one namespace when given."""
    for child in parent.iterchildren(etree.Element):
        if namespace is None or space_of(child) == namespace:
            yield child


def bpmn(parent: etree._Element, name: str) -> list[etree._Element]:
    """Direct BPMN children called ``name``."""
    return list(parent.iterchildren(f"{{{BPMN}}}{name}"))


def words(parent: etree._Element, name: str) -> str | None:
    """Stripped text of the first BPMN child called ``name``; None when absent or empty."""
    for child in bpmn(parent, name):
        return text_of(child) or None
    return None


def reference(value: str | None) -> str | None:
    """An id out of a QName reference (``prefix:id``), None when empty."""
    if not value or not value.strip():
        return None
    return value.strip().rpartition(":")[2]


def owner(element: etree._Element) -> str:
    """Id of the nearest element around ``element`` that has one: the place a finding points at."""
    current: etree._Element | None = element
    while current is not None:
        if space_of(current) == BPMN and current.get("id"):
            return str(current.get("id"))
        current = current.getparent()
    return ""
