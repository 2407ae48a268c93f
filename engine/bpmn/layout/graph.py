"""Reads the nodes and links of a scope from BPMN XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn.layout import sizes
from engine.bpmn.layout.model import Graph, Link, Node, Shape

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SCOPES: Final = ("subProcess", "adHocSubProcess", "transaction")
"""Activities with nodes of their own."""


def bpmn(name: str) -> str:
    """The qualified name of a BPMN element."""
    return f"{{{BPMN}}}{name}"


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def read_graph(scope: etree._Element) -> Graph:
    """The graph directly inside ``scope``; links to nodes outside it are left out."""
    elements = {str(one.get("id")): one for one in flow_nodes(scope)}
    nodes = {key: _node(key, element, elements) for key, element in elements.items()}
    links = tuple(
        Link(str(flow.get("id")), flow.get("sourceRef", ""), flow.get("targetRef", ""), flow.get("name", "").strip())
        for flow in scope.findall(bpmn("sequenceFlow"))
        if flow.get("id") and flow.get("sourceRef") in nodes and flow.get("targetRef") in nodes
    )
    return Graph(nodes, links)


def flow_nodes(scope: etree._Element) -> Iterator[etree._Element]:
    """Flow nodes directly inside ``scope`` that have an id."""
    for element in scope:
        if element.get("id") and shape_of(local(element)) and element.tag == bpmn(local(element)):
            yield element


def shape_of(name: str) -> Shape | None:
    """The shape a BPMN element name is drawn in, or None when it is no flow node."""
    if name.endswith("Gateway"):
        return "gateway"
    if name.endswith("Event"):
        return "event"
    return "activity" if name.endswith(("Task", "task")) or name in (*SCOPES, "callActivity") else None


def _node(key: str, element: etree._Element, elements: dict[str, etree._Element]) -> Node:
    shape = shape_of(local(element)) or "activity"
    width, height = sizes.TASK
    if shape != "activity":
        width = height = sizes.EVENT if shape == "event" else sizes.GATEWAY
    host = element.get("attachedToRef", "")
    on_border = host in elements and shape_of(local(elements[host])) == "activity"
    name = " ".join(element.get("name", "").split())
    return Node(key, shape, name, width, height, host if on_border else None)
