"""Labels of what is new, and of what a new shape has come to stand on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engine.bpmn.layout import sizes
from engine.bpmn.layout.extend.sheet import XY, Rect, Sheet
from engine.bpmn.layout.model import Graph

_AIR = 5
_FAR = 0.25
"""Price of a unit between a label and what it names; to lie on a line costs 10."""
_PIECE = 5
"""What it counts to stand further along an edge, away from where it begins."""


def covered(sheet: Sheet, containers: frozenset[str]) -> frozenset[str]:
    """Labels that have a shape or another label on them."""
    shapes = {key: box for key, box in sheet.shapes.items() if key not in containers}
    return frozenset(key for key, label in sheet.labels.items() if _covered(sheet, shapes, key, label))


def relabel(
    sheet: Sheet, graph: Graph, containers: frozenset[str], fresh: frozenset[str], crowded: frozenset[str]
) -> None:
    """Place the labels of ``fresh`` elements, and those that are covered now and were not (``crowded``) before."""
    shapes = {key: box for key, box in sheet.shapes.items() if key not in containers}
    wanted = dict(_wanted(graph))
    for key in [key for key in sheet.labels if key not in wanted and (key in graph.nodes or key in sheet.edges)]:
        if key in fresh:
            del sheet.labels[key]
    for key, name in wanted.items():
        old = sheet.labels.get(key)
        drawn = key in shapes or key in sheet.edges
        hit = old is not None and key not in crowded and _covered(sheet, shapes, key, old)
        wanting = key in fresh or hit
        if not drawn or not wanting:
            continue
        sheet.labels.pop(key, None)
        places = list(_on_shape(name, graph, shapes[key], key) if key in shapes else _on_line(name, sheet.edges[key]))
        near = _Near(sheet, shapes, [box for box, _ in places])
        sheet.labels[key] = min(places, key=lambda one: near.cost(one[0]) + _FAR * one[1])[0]


def _wanted(graph: Graph) -> Iterator[tuple[str, str]]:
    for node in graph.nodes.values():
        if node.name and node.shape != "activity":
            yield node.id, node.name
    for link in graph.links:
        if link.name:
            yield link.id, link.name


def _covered(sheet: Sheet, shapes: dict[str, Rect], key: str, label: Rect) -> bool:
    """Whether an old label has something on it now."""
    if any(label.overlaps(box) for other, box in shapes.items() if other != key):
        return True
    return any(label.overlaps(box) for other, box in sheet.labels.items() if other != key)


class _Near:
    """What a label could come to lie on in any of its possible places; everything else is out of the question."""

    def __init__(self, sheet: Sheet, shapes: dict[str, Rect], places: list[Rect]) -> None:
        """Look once at the whole sheet."""
        left, top = min(box.x for box in places), min(box.y for box in places)
        right, bottom = max(box.right for box in places), max(box.bottom for box in places)
        around = Rect(left, top, right - left, bottom - top)
        self._boxes = [box for box in (*shapes.values(), *sheet.labels.values()) if around.overlaps(box)]
        self._lines = [line for points in sheet.edges.values() for line in _pieces(points) if around.overlaps(line)]

    def cost(self, box: Rect) -> float:
        """What it costs to put the label here."""
        hit = sum(box.overlaps(other) for other in self._boxes)
        return 1000 * hit + 10 * sum(box.overlaps(line) for line in self._lines)


def _pieces(points: list[XY]) -> Iterator[Rect]:
    for (ax, ay), (bx, by) in pairwise(points):
        yield Rect(min(ax, bx) - 1, min(ay, by) - 1, abs(ax - bx) + 2, abs(ay - by) + 2)


def _on_shape(name: str, graph: Graph, box: Rect, key: str) -> Iterator[tuple[Rect, float]]:
    most = sizes.EVENT_LABEL if graph.nodes[key].shape == "event" else sizes.GATEWAY_LABEL
    width, height = sizes.room(name, most)
    x, y = box.middle
    for away in (_AIR, 18, 34, 52, 72, 96, 124):
        for left in (x - width // 2, x + _AIR + 2, x - _AIR - 2 - width):
            yield Rect(left, box.bottom + away, width, height), away
            yield Rect(left, box.y - away - height, width, height), away
    for away in (_AIR, 30, 60):
        for top in (y + _AIR, y - _AIR - height):
            yield Rect(box.right + away, top, width, height), away
            yield Rect(box.x - away - width, top, width, height), away


def _on_line(name: str, points: list[XY]) -> Iterator[tuple[Rect, float]]:
    width, height = sizes.room(name, sizes.FLOW_LABEL)
    for number, ((ax, ay), (bx, by)) in enumerate(pairwise(points)):
        if ay == by:
            near, far = (ax + _AIR, bx - _AIR - width) if bx >= ax else (ax - _AIR - width, bx + _AIR)
            for later, x in enumerate((near, (ax + bx - width) / 2, far)):
                for away in (_AIR, 20, 36, 54, 74, 96):
                    yield Rect(round(x), ay - away - height, width, height), away + _PIECE * (3 * number + later)
                    yield Rect(round(x), ay + away, width, height), away + _PIECE * (3 * number + later)
        else:
            near, far = (ay + _AIR, by - _AIR - height) if by >= ay else (ay - _AIR - height, by + _AIR)
            for later, y in enumerate((near, (ay + by - height) / 2, far)):
                for away in (_AIR + 2, 24, 44, 66, 90):
                    yield Rect(ax + away, round(y), width, height), away + _PIECE * (3 * number + later)
                    yield Rect(ax - away - width, round(y), width, height), away + _PIECE * (3 * number + later)
