"""Writes a drawing as BPMN DI: one shape per node, lane and pool, one edge per link, bounds for every label."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from engine.bpmn.layout.model import Box, Point

BPMNDI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DI: Final = "http://www.omg.org/spec/DD/20100524/DI"
PREFIXES: Final = {"bpmndi": BPMNDI, "dc": DC, "di": DI}


def new_plane(definitions: etree._Element, element: str) -> etree._Element:
    """Replace every diagram of ``definitions`` by one empty plane that shows ``element``."""
    for old in definitions.findall(f"{{{BPMNDI}}}BPMNDiagram"):
        definitions.remove(old)
    diagram = etree.SubElement(definitions, f"{{{BPMNDI}}}BPMNDiagram", {"id": f"{element}_diagram"}, nsmap=PREFIXES)
    return etree.SubElement(diagram, f"{{{BPMNDI}}}BPMNPlane", {"id": f"{element}_plane", "bpmnElement": element})


def add_shape(plane: etree._Element, element: str, box: Box, label: Box | None = None, **attributes: str) -> None:
    """Add the shape of one element."""
    shape = etree.SubElement(
        plane, f"{{{BPMNDI}}}BPMNShape", {"id": f"{element}_di", "bpmnElement": element, **attributes}
    )
    _bounds(shape, box)
    _label(shape, label)


def add_edge(plane: etree._Element, element: str, points: Iterable[Point], label: Box | None = None) -> None:
    """Add the edge of one link."""
    edge = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNEdge", {"id": f"{element}_di", "bpmnElement": element})
    for point in points:
        etree.SubElement(edge, f"{{{DI}}}waypoint", {"x": str(point.x), "y": str(point.y)})
    _label(edge, label)


def _label(parent: etree._Element, label: Box | None) -> None:
    if label is not None:
        _bounds(etree.SubElement(parent, f"{{{BPMNDI}}}BPMNLabel"), label)


def _bounds(parent: etree._Element, box: Box) -> None:
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    etree.SubElement(parent, f"{{{DC}}}Bounds", {name: str(value) for name, value in place.items()})


def drawn(plane: etree._Element) -> dict[str, Box]:
    """The rectangles of the shapes on a plane, by element."""
    found: dict[str, Box] = {}
    for shape in plane.findall(f"{{{BPMNDI}}}BPMNShape"):
        bounds = shape.find(f"{{{DC}}}Bounds")
        if bounds is not None:
            x, y, width, height = (int(bounds.get(name, "0")) for name in ("x", "y", "width", "height"))
            found[str(shape.get("bpmnElement"))] = Box(x, y, width, height)
    return found
