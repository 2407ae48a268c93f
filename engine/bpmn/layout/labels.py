"""Finds a place for every label: the first of a few usual places where it lies on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from engine.bpmn.layout import sizes
from engine.bpmn.layout.crowd import Crowd
from engine.bpmn.layout.model import Box, Graph, Point
from engine.bpmn.layout.routes import Route

_AIR = 4
_ON_LABEL = 1000
_ON_SHAPE = 1000
_ON_LINE = 10


@dataclass(frozen=True)
class _Wanted:
    """A label still to be placed, with its places from the best to the last resort."""

    key: str
    places: tuple[Box, ...]


def labels(
    graph: Graph,
    routes: Mapping[str, Route],
    shapes: Mapping[str, Box],
    edges: Mapping[str, tuple[Point, ...]],
    *,
    careful: bool = True,
) -> dict[str, Box]:
    """The rectangles of the names of events, gateways and links that have one, by the id of their element."""
    wanted = (*_of_links(graph, routes, shapes, edges), *_of_shapes(graph, shapes))
    if not careful:
        return {one.key: one.places[0] for one in wanted}
    crowd = Crowd()
    for box in shapes.values():
        crowd.add(box, _ON_SHAPE)
    for points in edges.values():
        for a, b in pairwise(points):
            crowd.add(_line(a, b), _ON_LINE)
    placed: dict[str, Box] = {}
    for one in wanted:
        placed[one.key] = crowd.best(one.places)
        crowd.add(placed[one.key], _ON_LABEL)
    return placed


def _of_links(
    graph: Graph, routes: Mapping[str, Route], shapes: Mapping[str, Box], edges: Mapping[str, tuple[Point, ...]]
) -> Iterator[_Wanted]:
    for link in graph.links:
        if not link.name:
            continue
        source = shapes[link.source]
        along = tuple(_along(link.name, edges[link.id]))
        if routes[link.id].leaves in ("top", "bottom"):
            clear = _clearance(source, shapes)
            yield _Wanted(
                link.id, (*_beside_upright(link.name, routes[link.id].leaves == "top", source, clear), *along)
            )
        else:
            yield _Wanted(link.id, along)


def _of_shapes(graph: Graph, shapes: Mapping[str, Box]) -> Iterator[_Wanted]:
    for key, node in graph.nodes.items():
        if node.name and node.shape != "activity":
            width = sizes.EVENT_LABEL if node.shape == "event" else sizes.GATEWAY_LABEL
            yield _Wanted(key, tuple(_beside_shape(node.name, width, shapes[key], _clearance(shapes[key], shapes))))


def _clearance(box: Box, shapes: Mapping[str, Box]) -> int:
    """How far the tallest shape of the same line stands out over ``box``."""
    tallest = max((other.height for other in shapes.values() if other.center.y == box.center.y), default=0)
    return max(0, (tallest - box.height) // 2)


def _beside_upright(name: str, upward: bool, source: Box, clear: int) -> Iterator[Box]:
    """Beside a line that leaves upward or downward, clear of what stands next to the node."""
    width, height = sizes.room(name, sizes.SIDE_LABEL)
    y = source.y - clear - _AIR - height if upward else source.bottom + clear + _AIR
    yield Box(source.center.x + _AIR + 2, y, width, height)
    yield Box(source.center.x - _AIR - 2 - width, y, width, height)


def _along(name: str, points: tuple[Point, ...]) -> Iterator[Box]:
    """Beside every piece of an edge: at its beginning, in its middle, at its end."""
    width, height = sizes.room(name, sizes.FLOW_LABEL)
    for a, b in pairwise(points):
        if a.y == b.y:
            for x in _spread(a.x, b.x, width):
                yield Box(x, a.y - _AIR - height, width, height)
                yield Box(x, a.y + _AIR, width, height)
        else:
            for y in _spread(a.y, b.y, height):
                yield Box(a.x + _AIR + 2, y, width, height)
                yield Box(a.x - _AIR - 2 - width, y, width, height)


def _spread(start: int, end: int, length: int) -> tuple[int, int, int]:
    """Where something of ``length`` may begin on a piece that runs from ``start`` to ``end``."""
    near, far = start + _AIR, end - _AIR - length
    if end < start:
        near, far = start - _AIR - length, end + _AIR
    return near, (start + end - length) // 2, far


def _beside_shape(name: str, most: int, box: Box, clear: int) -> Iterator[Box]:
    """Under the shape, or below or above it to one side of its lines."""
    width, height = sizes.room(name, most)
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
    for row in (1, 2, 3):
        yield Box(left, under + clear + row * height, width, height)
        yield Box(right, under + clear + row * height, width, height)


def _line(a: Point, b: Point) -> Box:
    """A straight piece of an edge as a thin rectangle."""
    return Box(min(a.x, b.x) - 1, min(a.y, b.y) - 1, abs(a.x - b.x) + 2, abs(a.y - b.y) + 2)
