"""Finds a place for every label: the first of a few usual places where it lies on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from engine.bpmn.layout import sizes
from engine.bpmn.layout.model import Box, Graph, Point
from engine.bpmn.layout.routes import Route, Side

_AIR = 4
_ON_LABEL = 1000
_ON_SHAPE = 1000
_ON_LINE = 10


def labels(
    graph: Graph, routes: Mapping[str, Route], shapes: Mapping[str, Box], edges: Mapping[str, tuple[Point, ...]]
) -> dict[str, Box]:
    """The rectangles of the names of events, gateways and links that have one, by the id of their element."""
    lines = [_line(a, b) for points in edges.values() for a, b in pairwise(points)]
    tallest: dict[int, int] = {}
    for box in shapes.values():
        tallest[box.center.y] = max(tallest.get(box.center.y, 0), box.height)
    wanted: list[tuple[str, list[Box]]] = []
    for link in graph.links:
        if link.name:
            source = shapes[link.source]
            around = tallest[source.center.y]
            wanted.append((link.id, list(_beside_line(link.name, routes[link.id].leaves, source, around))))
    for key, node in graph.nodes.items():
        if node.name and node.shape != "activity":
            box = shapes[key]
            wanted.append((key, list(_beside_shape(node.name, box, node.shape == "event", tallest[box.center.y]))))
    placed: dict[str, Box] = {}
    for key, places in wanted:
        placed[key] = min(places, key=lambda box: _cost(box, shapes, placed, lines))
    return placed


def _beside_line(name: str, side: Side, source: Box, tallest: int) -> Iterator[Box]:
    """On the line where it leaves the node: above it to the right, or beside it above or below the node."""
    if side in ("right", "left"):
        width, height = sizes.room(name, sizes.FLOW_LABEL)
        x = source.right + _AIR
        yield Box(x, source.center.y - _AIR - height, width, height)
        yield Box(x, source.center.y + _AIR, width, height)
        return
    width, height = sizes.room(name, sizes.SIDE_LABEL)
    clear = max(0, (tallest - source.height) // 2) + _AIR
    y = source.y - clear - height if side == "top" else source.bottom + clear
    yield Box(source.center.x + _AIR + 2, y, width, height)
    yield Box(source.center.x - _AIR - 2 - width, y, width, height)


def _beside_shape(name: str, box: Box, is_event: bool, tallest: int) -> Iterator[Box]:
    """Under the shape, or below or above it to one side of its lines."""
    width, height = sizes.room(name, sizes.EVENT_LABEL if is_event else sizes.GATEWAY_LABEL)
    clear = max(0, (tallest - box.height) // 2)
    under, over = box.bottom + _AIR, box.y - _AIR - height
    middle, left, right = box.center.x - width // 2, box.center.x - _AIR - 2 - width, box.center.x + _AIR + 2
    yield Box(middle, under, width, height)
    yield Box(middle, under + clear, width, height)
    yield Box(left, under + clear, width, height)
    yield Box(middle, over, width, height)
    yield Box(middle, over - clear, width, height)
    yield Box(left, over - clear, width, height)
    yield Box(right, under + clear, width, height)
    yield Box(right, over - clear, width, height)
    yield Box(box.right + _AIR, box.center.y - height // 2, width, height)


def _cost(box: Box, shapes: Mapping[str, Box], placed: Mapping[str, Box], lines: list[Box]) -> int:
    return (
        _ON_SHAPE * sum(box.overlaps(other) for other in shapes.values())
        + _ON_LABEL * sum(box.overlaps(other) for other in placed.values())
        + _ON_LINE * sum(box.overlaps(line) for line in lines)
    )


def _line(a: Point, b: Point) -> Box:
    """A straight piece of an edge as a thin rectangle."""
    return Box(min(a.x, b.x) - 1, min(a.y, b.y) - 1, abs(a.x - b.x) + 2, abs(a.y - b.y) + 2)
