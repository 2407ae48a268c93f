"""Finds the way of one edge between two shapes: short, few corners, off shapes, labels and other lines."""

from __future__ import annotations

import heapq
from typing import Final, Literal, NamedTuple

from engine.bpmn.layout.extend.lines import Lines
from engine.bpmn.layout.extend.sheet import XY, Rect

Side = Literal["left", "right", "top", "bottom"]
State = tuple[int, int, Side]

_STUB: Final = 12
_BEND: Final = 45.0
_STEPS: Final[dict[Side, tuple[int, int]]] = {"right": (1, 0), "left": (-1, 0), "top": (0, -1), "bottom": (0, 1)}
_OPPOSITE: Final[dict[Side, Side]] = {"right": "left", "left": "right", "top": "bottom", "bottom": "top"}
_LEAVING: Final[dict[Side, float]] = {"right": 0, "bottom": 30, "top": 30, "left": 150}
_ENTERING: Final[dict[Side, float]] = {"left": 0, "top": 30, "bottom": 30, "right": 150}
_MOST_STEPS: Final = 200_000


class Port(NamedTuple):
    """Where an edge may meet a shape: the point on its border, the point before it, and what it costs."""

    side: Side
    at: XY
    stub: XY
    price: float


def ports(box: Rect, *, leaving: bool, taken: dict[Side, float]) -> list[Port]:
    """The middles of the four sides; ``taken`` adds to the price of sides other edges use."""
    (x, y), prices = box.middle, _LEAVING if leaving else _ENTERING
    points: dict[Side, XY] = {"left": (box.x, y), "right": (box.right, y), "top": (x, box.y), "bottom": (x, box.bottom)}
    found = []
    for side, at in points.items():
        dx, dy = _STEPS[side]
        stub = at[0] + dx * _STUB, at[1] + dy * _STUB
        found.append(Port(side, at, stub, prices[side] + taken.get(side, 0)))
    return found


def route(lines: Lines, sources: list[Port], targets: list[Port]) -> list[XY] | None:
    """The corners of the cheapest way, None when there is none."""
    return _Search(lines, targets).run(sources)


class _Search:
    """One search: states are points of the lines with the direction in which they were reached."""

    def __init__(self, lines: Lines, targets: list[Port]) -> None:
        self.lines = lines
        self.xs = {x: i for i, x in enumerate(lines.xs)}
        self.ys = {y: j for j, y in enumerate(lines.ys)}
        self.goals = {(*self._at(port), _OPPOSITE[port.side]): port for port in targets if self._known(port)}
        self.best: dict[State, float] = {}
        self.came: dict[State, State | Port] = {}
        self.queue: list[tuple[float, State]] = []
        self.end: tuple[float, State, Port] | None = None

    def _known(self, port: Port) -> bool:
        return port.stub[0] in self.xs and port.stub[1] in self.ys

    def _at(self, port: Port) -> tuple[int, int]:
        return self.xs[port.stub[0]], self.ys[port.stub[1]]

    def run(self, sources: list[Port]) -> list[XY] | None:
        """Search from ``sources`` until no way can be cheaper than the one found."""
        for port in filter(self._known, sources):
            self._reach((*self._at(port), port.side), port.price, port)
        for _ in range(_MOST_STEPS):
            if not self.queue:
                break
            price, state = heapq.heappop(self.queue)
            if self.end is not None and price >= self.end[0]:
                break
            if price <= self.best[state]:
                for side in _STEPS:
                    self._look(state, price, side)
        if self.end is None:
            return None
        return _corners(self.lines, self.came, self.end[1], self.end[2])

    def _reach(self, state: State, price: float, by: State | Port) -> None:
        if price < self.best.get(state, float("inf")):
            self.best[state] = price
            self.came[state] = by
            heapq.heappush(self.queue, (price, state))

    def _look(self, state: State, price: float, side: Side) -> None:
        """Turn to ``side``: arrive if a goal is entered that way, else go one piece further."""
        i, j, heading = state
        if side == _OPPOSITE[heading]:
            return
        price += 0 if side == heading else _BEND
        goal = self.goals.get((i, j, side))
        if goal is not None and (self.end is None or price + goal.price < self.end[0]):
            self.end = price + goal.price, state, goal
        di, dj = _STEPS[side]
        ni, nj = i + di, j + dj
        if not (0 <= ni < len(self.lines.xs) and 0 <= nj < len(self.lines.ys)):
            return
        if di:
            length, extra = abs(self.lines.xs[ni] - self.lines.xs[i]), self.lines.across[j][min(i, ni)]
        else:
            length, extra = abs(self.lines.ys[nj] - self.lines.ys[j]), self.lines.down[min(j, nj)][i]
        self._reach((ni, nj, side), price + length * (1 + extra), state)


def _corners(lines: Lines, came: dict[State, State | Port], last: State, goal: Port) -> list[XY]:
    points = [goal.at, goal.stub]
    state: State | Port = last
    while not isinstance(state, Port):
        points.append((lines.xs[state[0]], lines.ys[state[1]]))
        state = came[state]
    points.append(state.at)
    points.reverse()
    kept: list[XY] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return kept
