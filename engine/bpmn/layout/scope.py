"""Lays out one scope: a process with its lanes, or the inside of a sub-process."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from engine.bpmn.layout import sizes
from engine.bpmn.layout.geometry import geometry
from engine.bpmn.layout.grid import grid
from engine.bpmn.layout.labels import labels
from engine.bpmn.layout.model import Box, Drawing, Graph, Node
from engine.bpmn.layout.order import order
from engine.bpmn.layout.planner import Planner
from engine.bpmn.layout.trace import trace
from engine.bpmn.layout.tracks import tracks

MOST_LINKS = 800
"""Beyond this many links nobody can read a diagram; its lines and labels are then set without looking for room."""
_INSIDE = 20
"""Room between the border of a sub-process and what is in it; its name stands above."""


def draw(graph: Graph, lane_of: Mapping[str, int], lane_names: tuple[str, ...] = ()) -> Drawing:
    """Draw ``graph``; ``lane_of`` numbers the lane of every node from the top."""
    if not graph.nodes:
        return Drawing(sizes.TASK[0], sizes.TASK[1], {}, {}, {})
    careful = len(graph.links) <= MOST_LINKS
    ordered = order(graph, lane_of)
    cells = grid(graph, ordered, lane_of)
    routes = Planner(graph, ordered, cells, careful=careful).plan()
    lines = tracks(graph, cells, routes, careful=careful)
    least = {number: least_height(name) for number, name in enumerate(lane_names)}
    places = geometry(graph, cells, routes, lines, least)
    shapes = {key: places.box(cells, graph, key) for key, node in graph.nodes.items() if not node.host}
    shapes |= {key: _on_border(graph, shapes, node) for key, node in graph.nodes.items() if node.host}
    edges = trace(graph, routes, lines, places, shapes)
    lanes = tuple(Box(0, top, places.width, height) for top, height in places.lanes)
    height = lanes[-1].bottom
    return Drawing(places.width, height, shapes, edges, labels(graph, routes, shapes, edges, careful=careful), lanes)


def least_height(name: str) -> int:
    """Height in which a lane's name fits its header in two lines, written from bottom to top."""
    longest = max(map(sizes.text_width, name.split()), default=0)
    return max(-(-sizes.text_width(name) // 2) + longest // 2, longest) + 2 * sizes.PAD if name else 0


def _on_border(graph: Graph, shapes: Mapping[str, Box], event: Node) -> Box:
    """A boundary event's place on the lower border of its host; several stand side by side.

    One alone stands left of the middle, where lines to and from other nodes of the column run.
    """
    host = shapes[str(event.host)]
    beside = [node.id for node in graph.nodes.values() if node.host == event.host]
    left, room = host.x + sizes.PAD, host.width - 2 * sizes.PAD - event.width
    x = left + room // 5 if len(beside) == 1 else left + room * beside.index(event.id) // (len(beside) - 1)
    return Box(x, host.bottom - event.height // 2, event.width, event.height)


def grown(graph: Graph, insides: Mapping[str, Drawing]) -> Graph:
    """``graph`` with its sub-processes as large as what is in them needs."""
    nodes = {
        key: dataclasses.replace(
            node,
            width=max(node.width, insides[key].width + 2 * _INSIDE),
            height=max(node.height, insides[key].height + 2 * _INSIDE + sizes.LINE),
        )
        if key in insides
        else node
        for key, node in graph.nodes.items()
    }
    return Graph(nodes, graph.links)


def filled(drawing: Drawing, insides: Mapping[str, Drawing]) -> Drawing:
    """``drawing`` with the inside of every sub-process put into its shape."""
    for key, inside in insides.items():
        box = drawing.shapes[key]
        moved = inside.moved(box.x + _INSIDE, box.y + _INSIDE + sizes.LINE)
        drawing = dataclasses.replace(drawing.with_inside(moved), expanded=drawing.expanded | {key} | inside.expanded)
    return drawing
