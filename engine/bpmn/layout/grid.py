"""Puts every node into a cell: its column, its lane, a band of the lane, and above, in or below that band's line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from engine.bpmn.layout.model import Graph
from engine.bpmn.layout.order import Order

CHANNEL: Final = -1
ABOVE: Final = 0
MAIN: Final = 1
BELOW: Final = 2


class Level(NamedTuple):
    """A horizontal strip: a part (channel for lines, above, main, below) of a band of a lane, from the top."""

    lane: int
    band: int
    part: int


class Cell(NamedTuple):
    """Where a node stands."""

    column: int
    level: Level


@dataclass(frozen=True)
class Grid:
    """The cells of all nodes that stand in the grid (boundary events share their host's)."""

    cells: Mapping[str, Cell]
    lanes: int

    @cached_property
    def columns(self) -> int:
        """Number of columns."""
        return 1 + max((cell.column for cell in self.cells.values()), default=0)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """All strips from top to bottom; the last one is a channel under everything."""
        bands = {(cell.level.lane, cell.level.band) for cell in self.cells.values()}
        bands |= {(lane, 0) for lane in range(self.lanes)}
        parts = (CHANNEL, ABOVE, MAIN, BELOW)
        found = [Level(lane, band, part) for lane, band in sorted(bands) for part in parts]
        return (*found, Level(self.lanes, 0, CHANNEL))

    @cached_property
    def height_of(self) -> Mapping[Level, int]:
        """The position of a strip, counted from the top."""
        return {level: number for number, level in enumerate(self.levels)}

    @cached_property
    def taken(self) -> frozenset[Cell]:
        """Cells with a node in them."""
        return frozenset(self.cells.values())


def grid(graph: Graph, order: Order, lane_of: Mapping[str, int]) -> Grid:
    """Find a free cell for every node: on its predecessor's band where possible, else on the next free one."""
    cells: dict[str, Cell] = {}
    taken: set[Cell] = set()
    standing = [key for key, node in graph.nodes.items() if not node.host]
    upright = [key for key in standing if key not in order.above and key not in order.below]
    for key in sorted(upright, key=lambda key: order.column[key]):
        column, lane = order.column[key], lane_of[key]
        band = _wished(graph, order, cells, key, lane)
        while Cell(column, Level(lane, band, MAIN)) in taken:
            band += 1
        cells[key] = Cell(column, Level(lane, band, MAIN))
        taken.add(cells[key])
    for part, hanging in ((ABOVE, order.above), (BELOW, order.below)):
        for key, host in hanging.items():
            cells[key] = Cell(cells[host].column, cells[host].level._replace(part=part))
    return Grid(cells, 1 + max(lane_of.values(), default=0))


def _wished(graph: Graph, order: Order, cells: Mapping[str, Cell], key: str, lane: int) -> int:
    """The band of the nearest predecessor in the same lane, the first band without one."""
    before = [
        cells[source].level.band
        for link in graph.incoming[key]
        if link.id not in order.back and (source := graph.at(link.source)) in cells and cells[source].level.lane == lane
    ]
    return min(before, default=0)
