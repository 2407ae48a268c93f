"""Writes routes out as corners in units."""

from __future__ import annotations

from collections.abc import Mapping

from engine.bpmn.layout.geometry import Geometry
from engine.bpmn.layout.model import Box, Graph, Point
from engine.bpmn.layout.routes import Gap, Route, Side
from engine.bpmn.layout.tracks import Tracks, Turn


def trace(
    graph: Graph, routes: Mapping[str, Route], tracks: Tracks, geometry: Geometry, shapes: Mapping[str, Box]
) -> dict[str, tuple[Point, ...]]:
    """The corners of every link, from the border of its source to the border of its target."""
    return {
        link.id: _corners(
            routes[link.id],
            [
                geometry.gap_x(turn, tracks.track[Turn(link.id, number)])
                if isinstance(turn, Gap)
                else geometry.channel_y(turn, tracks.track[Turn(link.id, number)])
                for number, turn in enumerate(routes[link.id].turns)
            ],
            shapes[link.source],
            shapes[link.target],
        )
        for link in graph.links
    }


def _corners(route: Route, turns: list[int], source: Box, target: Box) -> tuple[Point, ...]:
    points = [_port(source, route.leaves)]
    for turn, at in zip(route.turns, turns, strict=True):
        x, y = points[-1]
        points.append(Point(at, y) if isinstance(turn, Gap) else Point(x, at))
    end = _port(target, route.enters)
    x, y = points[-1]
    points.append(Point(x, end.y) if route.enters in ("left", "right") else Point(end.x, y))
    points.append(end)
    return _straightened(points)


def _port(box: Box, side: Side) -> Point:
    x, y = box.center
    if side in ("left", "right"):
        return Point(box.x if side == "left" else box.right, y)
    return Point(x, box.y if side == "top" else box.bottom)


def _straightened(points: list[Point]) -> tuple[Point, ...]:
    """Without points that stand twice or lie on a straight line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y):
            kept.pop()
        kept.append(point)
    return tuple(kept)
