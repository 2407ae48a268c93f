"""Decides how every link runs: the sides it leaves and enters by, and the gaps and channels it turns in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from engine.bpmn.layout.grid import ABOVE, CHANNEL, MAIN, Cell, Grid, Level
from engine.bpmn.layout.model import Graph, Link
from engine.bpmn.layout.order import Order

Side = Literal["left", "right", "top", "bottom"]


class Gap(NamedTuple):
    """A vertical line in the room before column ``column``."""

    column: int


class Channel(NamedTuple):
    """A horizontal line in the channel of a band."""

    level: Level


@dataclass(frozen=True)
class Route:
    """One link's way, still without coordinates."""

    leaves: Side
    enters: Side
    turns: tuple[Gap | Channel, ...] = ()


class Planner:
    """Plans the links one after the other; each side of a node other than left and right is given out once."""

    def __init__(self, graph: Graph, order: Order, grid: Grid) -> None:
        self.graph, self.order, self.grid = graph, order, grid
        self.used: set[tuple[str, Side]] = set()

    def plan(self) -> Mapping[str, Route]:
        """The route of every link; what hangs on a node first, then links ahead, then links back."""
        routes: dict[str, Route] = {}
        hanging = [link for link in self.graph.links if self._hangs(link)]
        back = [link for link in self.graph.links if link.id in self.order.back]
        ahead = [link for link in self.graph.links if link.id not in self.order.back and not self._hangs(link)]
        for link in hanging:
            routes[link.id] = self._to_hanging(link)
        for link in ahead:
            routes[link.id] = self._ahead(link)
        for link in back:
            routes[link.id] = self._back(link)
        return {link.id: routes[link.id] for link in self.graph.links}

    def _hangs(self, link: Link) -> bool:
        return link.target in self.order.above or link.target in self.order.below

    def _to_hanging(self, link: Link) -> Route:
        upward = link.target in self.order.above
        side: Side = "top" if upward else "bottom"
        self.used.add((link.source, side))
        return Route(side, "bottom" if upward else "top")

    def _ahead(self, link: Link) -> Route:
        """A link to a later column: straight, with one corner at a gateway, or through a gap."""
        source, target = self._cell(link.source), self._cell(link.target)
        if self.graph.nodes[link.source].host:
            return self._from_border(link, source, target)
        if source.level == target.level and self._between(source.level, source, target):
            return Route("right", "left")
        corner = self._corner(link, source, target)
        if corner:
            return corner
        if self._between(target.level, source, target):
            return Route("right", "left", (Gap(source.column + 1),))
        if self._between(source.level, source, target):
            return Route("right", "left", (Gap(target.column),))
        channel = self._channel(target.level)
        return Route("right", "left", (Gap(source.column + 1), channel, Gap(target.column)))

    def _corner(self, link: Link, source: Cell, target: Cell) -> Route | None:
        """One corner, where a gateway splits (leaving up or down) or joins (entering from above or below)."""
        down = self.grid.height_of[target.level] > self.grid.height_of[source.level]
        leaves: Side = "bottom" if down else "top"
        enters: Side = "top" if down else "bottom"
        splits = self._is_gateway(link.source) and self._later_branch(link)
        if splits and self._may_turn(link.source, leaves, Cell(source.column, target.level), source, target):
            self.used.add((link.source, leaves))
            return Route(leaves, "left")
        joins = self._is_gateway(link.target) and self._forward_into(link.target) > 1
        if joins and self._may_turn(link.target, enters, Cell(target.column, source.level), target, source):
            self.used.add((link.target, enters))
            return Route("right", enters)
        return None

    def _may_turn(self, key: str, side: Side, corner: Cell, upright: Cell, level: Cell) -> bool:
        """Whether ``side`` of a node is free and so are both legs to the cell of the corner and on to the other end."""
        return (
            (key, side) not in self.used
            and upright.level != level.level
            and corner not in self.grid.taken
            and self.grid.column_is_free(upright.column, upright.level, corner.level)
            and self._between(corner.level, corner, level)
        )

    def _back(self, link: Link) -> Route:
        """A link to an earlier column: over the lanes, entering from above where that side is free."""
        source, target = self._cell(link.source), self._cell(link.target)
        if self._is_short_way_home(source, target):
            self.used.add((link.target, "top"))
            return Route("left", "top")
        channel = self._channel(min(source.level, target.level))
        leaves, turns = self._up(link, source, channel)
        if self._open_above(link.target, target, channel) and link.source != link.target:
            self.used.add((link.target, "top"))
            return Route(leaves, "top", (*turns, channel))
        return Route(leaves, "left", (*turns, channel, Gap(target.column)))

    def _is_short_way_home(self, source: Cell, target: Cell) -> bool:
        """From above a gateway straight along the same strip, then down onto the target."""
        return (
            source.level.part == ABOVE
            and target.level == source.level._replace(part=MAIN)
            and target.column < source.column
            and self.grid.row_is_free(source.level, target.column, source.column - 1)
        )

    def _up(self, link: Link, source: Cell, channel: Channel) -> tuple[Side, tuple[Gap | Channel, ...]]:
        if self.graph.nodes[link.source].host:
            return "bottom", (self._channel_below(source.level), Gap(source.column + 1))
        free = self.grid.column_is_free(source.column, source.level, channel.level)
        if free and (link.source, "top") not in self.used and link.source != link.target:
            self.used.add((link.source, "top"))
            return "top", ()
        return "right", (Gap(source.column + 1),)

    def _open_above(self, key: str, cell: Cell, channel: Channel) -> bool:
        """Whether lines may come down onto a node; several that come back may share its upper side."""
        if key in self.order.above.values() or any(
            link.source == key and link.target in self.order.above for link in self.graph.links
        ):
            return False
        return self.grid.column_is_free(cell.column, cell.level, channel.level)

    def _from_border(self, link: Link, source: Cell, target: Cell) -> Route:
        """From a boundary event downward, then to the target from the left."""
        below = self._channel_below(source.level)
        lower = self.grid.height_of[target.level] > self.grid.height_of[below.level]
        corner = Cell(source.column, target.level)
        if (
            lower
            and corner not in self.grid.taken
            and self.grid.column_is_free(source.column, source.level, target.level)
            and self._between(target.level, corner, target)
        ):
            return Route("bottom", "left")
        return Route("bottom", "left", (below, Gap(target.column)))

    def _channel(self, level: Level) -> Channel:
        return Channel(level._replace(part=CHANNEL))

    def _channel_below(self, level: Level) -> Channel:
        later = self.grid.levels[self.grid.height_of[level] + 1 :]
        return Channel(next(one for one in later if one.part == CHANNEL))

    def _between(self, level: Level, one: Cell, other: Cell) -> bool:
        """Whether ``level`` is free between two columns, both excluded."""
        first, last = sorted((one.column, other.column))
        return self.grid.row_is_free(level, first + 1, last - 1)

    def _cell(self, key: str) -> Cell:
        return self.grid.cells[self.graph.at(key)]

    def _is_gateway(self, key: str) -> bool:
        return self.graph.nodes[key].shape == "gateway"

    def _later_branch(self, link: Link) -> bool:
        """Whether another branch ahead of the same node already goes on to the right."""
        ahead = [one for one in self.graph.outgoing[link.source] if one.id not in self.order.back]
        ahead = [one for one in ahead if not self._hangs(one)]
        return bool(ahead) and ahead[0].id != link.id

    def _forward_into(self, key: str) -> int:
        return sum(link.id not in self.order.back for link in self.graph.incoming[key])
