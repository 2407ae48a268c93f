"""The drawing of a file: where shapes stand and how edges run."""

from __future__ import annotations

import math

from lxml import etree

from engine.bpmn.definition import Bounds, Point
from engine.bpmn.reading.names import BPMNDI, DC, DI, reference

Shapes = dict[str, Bounds]
Edges = dict[str, tuple[Point, ...]]

_LIMIT = 1_000_000


def read_shapes(root: etree._Element) -> Shapes:
    """Rectangles by the id of the BPMN element they draw; unreadable ones are left out."""
    shapes: Shapes = {}
    for shape in root.iter(f"{{{BPMNDI}}}BPMNShape"):
        element, bounds = reference(shape.get("bpmnElement")), _bounds(shape)
        if element and bounds:
            shapes[element] = Bounds(bounds.x, bounds.y, bounds.width, bounds.height, _label(shape))
    return shapes


def read_edges(root: etree._Element) -> tuple[Edges, dict[str, Bounds]]:
    """Waypoints, and label rectangles, by the id of the flow they draw."""
    edges: Edges = {}
    labels: dict[str, Bounds] = {}
    for edge in root.iter(f"{{{BPMNDI}}}BPMNEdge"):
        element = reference(edge.get("bpmnElement"))
        points = tuple(point for each in edge.iterchildren(f"{{{DI}}}waypoint") if (point := _point(each)))
        if not element or len(points) < 2:
            continue
        edges[element] = points
        label = _label(edge)
        if label:
            labels[element] = label
    return edges, labels


def _label(drawn: etree._Element) -> Bounds | None:
    for label in drawn.iterchildren(f"{{{BPMNDI}}}BPMNLabel"):
        return _bounds(label)
    return None


def _bounds(parent: etree._Element) -> Bounds | None:
    for bounds in parent.iterchildren(f"{{{DC}}}Bounds"):
        numbers = [_number(bounds.get(name)) for name in ("x", "y", "width", "height")]
        x, y, width, height = numbers
        if x is not None and y is not None and width is not None and height is not None:
            return Bounds(x, y, width, height)
    return None


def _point(waypoint: etree._Element) -> Point | None:
    x, y = _number(waypoint.get("x")), _number(waypoint.get("y"))
    return None if x is None or y is None else Point(x, y)


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < _LIMIT else None
