"""Turns the grid into units: how wide columns and gaps are, how high strips are, and where each begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.bpmn.layout import sizes
from engine.bpmn.layout.grid import ABOVE, BELOW, CHANNEL, MAIN, Grid, Level
from engine.bpmn.layout.model import Box, Graph, Link
from engine.bpmn.layout.routes import Channel, Gap, Route
from engine.bpmn.layout.tracks import Tracks


@dataclass(frozen=True)
class Strip:
    """A level in units: its nodes' line, and the whole of it with the room for labels."""

    top: int
    above: int
    height: int
    below: int

    @property
    def middle(self) -> int:
        """The y nodes of this level are centred on."""
        return self.top + self.above + self.height // 2

    @property
    def bottom(self) -> int:
        """Where the next level begins."""
        return self.top + self.above + self.height + self.below


@dataclass(frozen=True)
class Geometry:
    """Positions of everything the grid knows."""

    columns: tuple[tuple[int, int], ...]
    """Left side and width of every column."""
    strips: Mapping[Level, Strip]
    lanes: tuple[tuple[int, int], ...]
    """Top and height of every lane."""
    gap_lines: tuple[int, ...]
    """The x of the first track of every gap."""
    width: int

    def box(self, grid: Grid, graph: Graph, key: str) -> Box:
        """The rectangle of a node that stands in the grid."""
        node, cell = graph.nodes[key], grid.cells[key]
        left, width = self.columns[cell.column]
        middle = self.strips[cell.level].middle
        return Box(left + (width - node.width) // 2, middle - node.height // 2, node.width, node.height)

    def gap_x(self, gap: Gap, track: int) -> int:
        """The x of a vertical line before a column."""
        return self.gap_lines[gap.column] - sizes.TRACK * track

    def channel_y(self, channel: Channel, track: int) -> int:
        """The y of a horizontal line in a channel."""
        return self.strips[channel.level].bottom - sizes.PAD - sizes.TRACK * track


def geometry(
    graph: Graph, grid: Grid, routes: Mapping[str, Route], tracks: Tracks, least_heights: Mapping[int, int]
) -> Geometry:
    """Work out all positions; ``least_heights`` is the room a lane's name needs."""
    columns, width = _columns(graph, grid, routes, tracks)
    ends = [*(left for left, _ in columns), width]
    gap_lines = tuple(end - _overhang(graph, grid, column) - sizes.PAD for column, end in enumerate(ends))
    strips: dict[Level, Strip] = {}
    lanes: list[tuple[int, int]] = []
    top = 0
    for lane in range(grid.lanes):
        levels = [level for level in grid.levels if level.lane == lane]
        heights = [_heights(graph, grid, routes, tracks, level) for level in levels]
        needed = sum(map(sum, heights)) + 2 * sizes.PAD
        height = max(needed, least_heights.get(lane, 0))
        y = top + sizes.PAD + (height - needed) // 2
        for level, (above, own, below) in zip(levels, heights, strict=True):
            strips[level] = Strip(y, above, own, below)
            y = strips[level].bottom
        lanes.append((top, height))
        top += height
    last = grid.levels[-1]
    strips[last] = Strip(top, 0, *_heights(graph, grid, routes, tracks, last)[1:])
    if strips[last].height and lanes:
        lanes[-1] = (lanes[-1][0], lanes[-1][1] + strips[last].height)
    return Geometry(columns, strips, tuple(lanes), gap_lines, width)


def _columns(
    graph: Graph, grid: Grid, routes: Mapping[str, Route], tracks: Tracks
) -> tuple[tuple[tuple[int, int], ...], int]:
    found: list[tuple[int, int]] = []
    x = 0
    for column in range(grid.columns):
        x += _gap(graph, grid, routes, tracks, column)
        found.append((x, _width(graph, grid, column)))
        x += found[-1][1]
    return tuple(found), x + _gap(graph, grid, routes, tracks, grid.columns)


def _width(graph: Graph, grid: Grid, column: int) -> int:
    """Width of the nodes on the lanes' lines; what hangs may stand out into the gaps."""
    return max(
        (
            graph.nodes[key].width
            for key, cell in grid.cells.items()
            if cell.column == column and cell.level.part == MAIN
        ),
        default=sizes.EVENT,
    )


def _gap(graph: Graph, grid: Grid, routes: Mapping[str, Route], tracks: Tracks, column: int) -> int:
    """Room before a column: its lines, the labels of links from the left, and what stands out on both sides."""
    lines = tracks.needed.get(Gap(column), 0)
    lined = sizes.TRACK * (lines - 1) + 2 * sizes.PAD if lines else 0
    before, after = _overhang(graph, grid, column - 1), _overhang(graph, grid, column)
    edge = column in (0, grid.columns)
    labels = max((_reach(graph, link, routes[link.id]) for link in _leaving(graph, grid, column - 1)), default=0)
    beside = max(labels, before)
    if lines:
        return max(sizes.GAP, beside + lined + after)
    if edge:
        return max(sizes.MARGIN, beside + after + sizes.PAD)
    return max(sizes.GAP, labels + sizes.PAD if labels else 0, before + after + sizes.PAD if before and after else 0)


def _leaving(graph: Graph, grid: Grid, column: int) -> Iterator[Link]:
    """Named links that leave a column."""
    return (link for link in graph.links if link.name and grid.cells[graph.at(link.source)].column == column)


def _reach(graph: Graph, link: Link, route: Route) -> int:
    """How far a link's label stands out to the right of the node it leaves."""
    if route.leaves == "right":
        return sizes.room(link.name, sizes.FLOW_LABEL).width + sizes.PAD
    return sizes.room(link.name, sizes.SIDE_LABEL).width + sizes.PAD - graph.nodes[link.source].width // 2


def _overhang(graph: Graph, grid: Grid, column: int) -> int:
    """How far what hangs in a column stands out on each side."""
    if not 0 <= column < grid.columns:
        return 0
    hanging = (
        graph.nodes[key].width for key, cell in grid.cells.items() if cell.column == column and cell.level.part != MAIN
    )
    return max(0, (max(hanging, default=0) - _width(graph, grid, column) + 1) // 2)


def _heights(
    graph: Graph, grid: Grid, routes: Mapping[str, Route], tracks: Tracks, level: Level
) -> tuple[int, int, int]:
    """Room for labels above, height of the nodes, room for labels below; for a channel only its lines."""
    if level.part == CHANNEL:
        lines = tracks.needed.get(Channel(level), 0)
        return (0, 2 * sizes.PAD + sizes.TRACK * (lines - 1) if lines else 0, 0)
    nodes = [graph.nodes[key] for key, cell in grid.cells.items() if cell.level == level]
    if not nodes:
        return (0, 0, 0)
    keys = {node.id for node in nodes}
    keys |= {node.id for node in graph.nodes.values() if node.host in keys}
    upward = _tallest(link.name for link in graph.links if link.source in keys and routes[link.id].leaves == "top")
    downward = _tallest(link.name for link in graph.links if link.source in keys and routes[link.id].leaves == "bottom")
    gateways = _tallest(graph.nodes[key].name for key in keys if graph.nodes[key].shape == "gateway")
    events = _tallest(graph.nodes[key].name for key in keys if graph.nodes[key].shape == "event")
    above = max(upward, sizes.PAD if level.part == MAIN else 0)
    below = max(downward, gateways, events, sizes.PAD if level.part != BELOW else 0)
    if level.part == ABOVE:
        below = max(below, sizes.PAD)
    return (above, max(node.height for node in nodes), below)


def _tallest(texts: Iterable[str]) -> int:
    """Room for the tallest of some labels, with some air; none when there is no text."""
    height = max((sizes.room(text, sizes.GATEWAY_LABEL).height for text in texts if text), default=0)
    return height + sizes.PAD if height else 0
