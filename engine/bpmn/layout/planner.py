"""Chooses a route for every link: of the ways it may run, the plainest that meets no node and no other line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.bpmn.layout.grid import ABOVE, CHANNEL, MAIN, Cell, Grid, Level
from engine.bpmn.layout.model import Graph, Link
from engine.bpmn.layout.order import Order
from engine.bpmn.layout.routes import Channel, Gap, Route, Side, legs
from engine.bpmn.layout.taken import Taken


class Planner:
    """Plans one link after the other: to what hangs on a node, then links ahead, then links back."""

    def __init__(self, graph: Graph, order: Order, grid: Grid, *, careful: bool = True) -> None:
        self.graph, self.order, self.grid, self.careful = graph, order, grid, careful
        self.taken = Taken(grid)
        self.left: set[tuple[str, Side]] = set()
        """Upper and lower sides that a link already leaves by."""

    def plan(self) -> Mapping[str, Route]:
        """The route of every link."""
        routes: dict[str, Route] = {}
        for link in sorted(self.graph.links, key=self._turn):
            routes[link.id] = self._choose(link)
        return {link.id: routes[link.id] for link in self.graph.links}

    def _turn(self, link: Link) -> int:
        if self._hangs(link):
            return 0
        return 2 if link.id in self.order.back else 1

    def _choose(self, link: Link) -> Route:
        """The first way that is free; the last one named if none is."""
        ends = self._cell(link.source), self._cell(link.target)
        if not self.careful:
            return list(self._ways(link, *ends))[-1]
        for route in self._ways(link, *ends):
            way = legs(route, *ends, self.grid)
            if self._side_is_free(link, route) and self.taken.allows(way, link, ends):
                break
        self.taken.add(way, link)
        self.left.add((link.source, route.leaves))
        return route

    def _side_is_free(self, link: Link, route: Route) -> bool:
        return route.leaves in ("left", "right") or (link.source, route.leaves) not in self.left

    def _ways(self, link: Link, source: Cell, target: Cell) -> Iterator[Route]:
        if self._hangs(link):
            upward = link.target in self.order.above
            yield Route("top", "bottom") if upward else Route("bottom", "top")
        elif link.id in self.order.back:
            yield from self._back(link, source, target)
        elif self.graph.nodes[link.source].host:
            if self.grid.height_of[target.level] > self.grid.height_of[source.level]:
                yield Route("bottom", "left")
            yield Route("bottom", "left", (self._channel_below(source.level), Gap(target.column)))
        else:
            yield from self._ahead(link, source, target)

    def _ahead(self, link: Link, source: Cell, target: Cell) -> Iterator[Route]:
        """Straight; with one corner where a gateway splits or joins; through a gap; over a channel."""
        if source.level == target.level:
            yield Route("right", "left")
        else:
            down = self.grid.height_of[target.level] > self.grid.height_of[source.level]
            if self._is_gateway(link.source) and self._is_later_branch(link):
                yield Route("bottom" if down else "top", "left")
            if self._is_gateway(link.target) and self._forward_into(link.target) > 1:
                yield Route("right", "top" if down else "bottom")
            yield Route("right", "left", (Gap(source.column + 1),))
            yield Route("right", "left", (Gap(target.column),))
        for level in dict.fromkeys((target.level, source.level)):
            yield Route("right", "left", (Gap(source.column + 1), self._channel(level), Gap(target.column)))

    def _back(self, link: Link, source: Cell, target: Cell) -> Iterator[Route]:
        """Straight from above a gateway; else over the lanes, down onto the target or into it from the left."""
        home = source.level._replace(part=MAIN)
        if source.level.part == ABOVE and target.level == home and target.column < source.column:
            yield Route("left", "top")
        over = self._channel(min(source.level, target.level))
        beside = Gap(source.column + 1), over
        if self.graph.nodes[link.source].host:
            under = self._channel_below(source.level)
            yield Route("bottom", "top", (under, *beside))
            yield Route("bottom", "left", (under, *beside, Gap(target.column)))
            return
        if link.source != link.target:
            yield Route("top", "top", (over,))
            yield Route("right", "top", beside)
        yield Route("top", "left", (over, Gap(target.column)))
        yield Route("right", "left", (*beside, Gap(target.column)))

    def _channel(self, level: Level) -> Channel:
        return Channel(level._replace(part=CHANNEL))

    def _channel_below(self, level: Level) -> Channel:
        later = self.grid.levels[self.grid.height_of[level] + 1 :]
        return Channel(next(one for one in later if one.part == CHANNEL))

    def _cell(self, key: str) -> Cell:
        return self.grid.cells[self.graph.at(key)]

    def _is_gateway(self, key: str) -> bool:
        return self.graph.nodes[key].shape == "gateway"

    def _hangs(self, link: Link) -> bool:
        return link.target in self.order.above or link.target in self.order.below

    def _is_later_branch(self, link: Link) -> bool:
        """Whether another branch ahead of the same node already goes on to the right."""
        ahead = [one for one in self.graph.outgoing[link.source] if self._turn(one) == 1]
        return bool(ahead) and ahead[0].id != link.id

    def _forward_into(self, key: str) -> int:
        return sum(link.id not in self.order.back for link in self.graph.incoming[key])
