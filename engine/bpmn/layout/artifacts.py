"""Draws what does not flow (notes, data objects, data stores) in a row under the pool, with its associations."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.bpmn.layout import sizes
from engine.bpmn.layout.graph import bpmn
from engine.bpmn.layout.model import Box, Drawing, Point
from engine.bpmn.layout.write import add_edge, add_shape

_SIZES: Final = {"textAnnotation": (160, 60), "dataObjectReference": (36, 50), "dataStoreReference": (50, 50)}
_ROW: Final = 30
"""Room between the pool and the row, and for the names under it."""


def draw_artifacts(plane: etree._Element, process: etree._Element, drawing: Drawing, pool: Box) -> Box:
    """Add the row; return the rectangle of pool and row together."""
    boxes: dict[str, Box] = {}
    x = pool.x
    for name, (width, height) in _SIZES.items():
        for element in process.iter(bpmn(name)):
            if element.get("id"):
                boxes[str(element.get("id"))] = Box(x, pool.bottom + _ROW, width, height)
                x += max(width, sizes.EVENT_LABEL) + _ROW
    for key, box in boxes.items():
        add_shape(plane, key, box)
    around = {**drawing.shapes, **boxes}
    for link in process.iter(bpmn("association")):
        ends = around.get(link.get("sourceRef", "")), around.get(link.get("targetRef", ""))
        if link.get("id") and ends[0] and ends[1]:
            add_edge(plane, str(link.get("id")), straight(ends[0], ends[1]))
    lowest = max((box.bottom + _ROW for box in boxes.values()), default=pool.bottom)
    return Box(pool.x, pool.y, pool.width, lowest - pool.y)


def straight(source: Box, target: Box) -> tuple[Point, Point]:
    """A line between two rectangles that stand one above the other, from border to border."""
    upper, lower = (source, target) if source.y <= target.y else (target, source)
    line = Point(upper.center.x, upper.bottom), Point(lower.center.x, lower.y)
    return line if upper is source else (line[1], line[0])
