"""Draws the edges that are missing, and anew those that making room has broken."""

from __future__ import annotations

from itertools import pairwise

from engine.bpmn.layout.extend.cells import Cells
from engine.bpmn.layout.extend.lines import Lines
from engine.bpmn.layout.extend.router import Side, ports, route
from engine.bpmn.layout.extend.sheet import XY, Rect, Sheet
from engine.bpmn.layout.model import Graph, Link

_USED = 60.0
_USED_OTHERWISE = 220.0


def broken(sheet: Sheet, graph: Graph, containers: frozenset[str]) -> frozenset[str]:
    """Links whose edge does not meet its shapes, runs aslant, or runs through a shape."""
    boxes = {key: box for key, box in sheet.shapes.items() if key not in containers}
    inner = {key: box.grown(-1) for key, box in boxes.items()}
    near = Cells(inner)
    return frozenset(
        link.id
        for link in graph.links
        if link.id in sheet.edges and _is_broken(sheet.edges[link.id], link, boxes, near)
    )


def _is_broken(points: list[XY], link: Link, boxes: dict[str, Rect], near: Cells) -> bool:
    source, target = boxes.get(link.source), boxes.get(link.target)
    if source is None or target is None or not source.touches(points[0]) or not target.touches(points[-1]):
        return True
    for (ax, ay), (bx, by) in pairwise(points):
        if ax != bx and ay != by:
            return True
        piece = Rect(min(ax, bx) - 0.5, min(ay, by) - 0.5, abs(ax - bx) + 1, abs(ay - by) + 1)
        if near.hit(piece) - {link.source, link.target}:
            return True
    return False


def wire(sheet: Sheet, graph: Graph, containers: frozenset[str]) -> frozenset[str]:
    """Draw every link that has no edge; return the ids of those drawn."""
    missing = [
        link
        for link in graph.links
        if link.id not in sheet.edges and link.source in sheet.shapes and link.target in sheet.shapes
    ]
    missing.sort(key=lambda link: _ahead_first(sheet, link))
    for link in missing:
        sheet.edges[link.id] = _way(sheet, graph, containers, link)
    return frozenset(link.id for link in missing)


def _ahead_first(sheet: Sheet, link: Link) -> tuple[bool, float]:
    source, target = sheet.shapes[link.source], sheet.shapes[link.target]
    distance = abs(source.middle[0] - target.middle[0]) + abs(source.middle[1] - target.middle[1])
    return target.x < source.right, distance


def _way(sheet: Sheet, graph: Graph, containers: frozenset[str], link: Link) -> list[XY]:
    boxes = {key: box for key, box in sheet.shapes.items() if key not in containers}
    source, target = boxes[link.source], boxes[link.target]
    leave = ports(source, leaving=True, taken=_taken(sheet, graph, link.source, link))
    enter = ports(target, leaving=False, taken=_taken(sheet, graph, link.target, link))
    inside = _inside(sheet)
    lines = Lines(boxes.values(), sheet.labels.values(), [one.stub for one in (*leave, *enter)], inside)
    for key, points in sheet.edges.items():
        if key != link.id:
            lines.add_line(points)
    return route(lines, leave, enter) or _plain(source, target)


def _plain(source: Rect, target: Rect) -> list[XY]:
    """A last resort: out to the right, over, and in from the left."""
    (ax, ay), (bx, by) = (source.right, source.middle[1]), (target.x, target.middle[1])
    return [(ax, ay), (ax + 10, ay), (ax + 10, by), (bx, by)] if ay != by else [(ax, ay), (bx, by)]


def _inside(sheet: Sheet) -> Rect:
    """Where edges may run: the drawn area and a margin around it."""
    boxes = sheet.shapes.values()
    left, top = min(box.x for box in boxes) - 60, min(box.y for box in boxes) - 60
    return Rect(left, top, max(box.right for box in boxes) + 60 - left, max(box.bottom for box in boxes) + 60 - top)


def _taken(sheet: Sheet, graph: Graph, node: str, link: Link) -> dict[Side, float]:
    """Sides of a node that other edges use; sides used in the other direction are dearer."""
    box, found = sheet.shapes[node], dict[Side, float]()
    leaving = link.source == node
    for other in graph.links:
        points = sheet.edges.get(other.id)
        if points is None or other.id == link.id or node not in (other.source, other.target):
            continue
        point = points[0] if other.source == node else points[-1]
        side = _side(box, point)
        alike = (other.source == node) == leaving
        found[side] = max(found.get(side, 0), _USED if alike else _USED_OTHERWISE)
    return found


def _side(box: Rect, point: XY) -> Side:
    distances: dict[Side, float] = {
        "left": abs(point[0] - box.x),
        "right": abs(point[0] - box.right),
        "top": abs(point[1] - box.y),
        "bottom": abs(point[1] - box.bottom),
    }
    return min(distances, key=lambda side: distances[side])
