"""The lines a new edge may run on, and what that costs: through shapes never, over labels and lines dearly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from engine.bpmn.layout.extend.sheet import XY, Rect

_CLEAR = 8
_NEAR = 5
_OVER_LINE = 30.0
_CROSSING = 12.0
_OVER_LABEL = 6.0
_TRACKS = (12, 26)


class Lines:
    """Vertical lines ``xs``, horizontal lines ``ys``, and the price of each piece between two neighbours."""

    def __init__(self, shapes: Iterable[Rect], labels: Iterable[Rect], ports: Iterable[XY], inside: Rect) -> None:
        boxes = list(shapes)
        xs = {x for box in boxes for t in _TRACKS for x in (box.x - t, box.right + t)}
        ys = {y for box in boxes for t in _TRACKS for y in (box.y - t, box.bottom + t)}
        ys |= {box.middle[1] for box in boxes}
        ports = list(ports)
        must_x, must_y = {x for x, _ in ports}, {y for _, y in ports}
        self.xs = _thin({x for x in xs if inside.x < x < inside.right}, must_x)
        self.ys = _thin({y for y in ys if inside.y < y < inside.bottom}, must_y)
        self.across = [[0.0] * len(self.xs) for _ in self.ys]
        """Extra price per unit of the piece from (i, j) to (i + 1, j), as across[j][i]; inf where a shape stands."""
        self.down = [[0.0] * len(self.xs) for _ in self.ys]
        """The same for the piece from (i, j) to (i, j + 1), as down[j][i]."""
        for box in boxes:
            self._mark(box.grown(_CLEAR), float("inf"))
        for label in labels:
            self._mark(label, _OVER_LABEL)

    def add_line(self, points: list[XY]) -> None:
        """An edge that is drawn already: dear to run along, cheap to cross."""
        for (ax, ay), (bx, by) in pairwise(points):
            if ay == by:
                self._along(self.ys, self.xs, ay, min(ax, bx), max(ax, bx), horizontal=True)
            elif ax == bx:
                self._along(self.xs, self.ys, ax, min(ay, by), max(ay, by), horizontal=False)

    def _along(
        self, mine: list[float], other: list[float], at: float, start: float, end: float, *, horizontal: bool
    ) -> None:
        first, last = max(bisect_left(other, start) - 1, 0), min(bisect_right(other, end), len(other) - 1)
        for line in range(bisect_left(mine, at - _NEAR), bisect_right(mine, at + _NEAR)):
            for piece in range(first, last):
                if other[piece + 1] <= start or other[piece] >= end:
                    continue
                if horizontal:
                    self.across[line][piece] += _OVER_LINE
                else:
                    self.down[piece][line] += _OVER_LINE
        near = bisect_left(mine, at)
        for line in (near - 1, near):
            if 0 <= line < len(mine) - 1 and mine[line] <= at <= mine[line + 1]:
                for cross in range(bisect_left(other, start), bisect_right(other, end)):
                    price = _CROSSING / max(mine[line + 1] - mine[line], 1)
                    if horizontal:
                        self.down[line][cross] += price
                    else:
                        self.across[cross][line] += price

    def _mark(self, box: Rect, price: float) -> None:
        left, right = bisect_left(self.xs, box.x), bisect_right(self.xs, box.right)
        top, bottom = bisect_left(self.ys, box.y), bisect_right(self.ys, box.bottom)
        for j in range(top, bottom):
            if not box.y < self.ys[j] < box.bottom:
                continue
            for i in range(max(left - 1, 0), min(right, len(self.xs) - 1)):
                if self.xs[i] < box.right and self.xs[i + 1] > box.x:
                    self.across[j][i] += price
        for i in range(left, right):
            if not box.x < self.xs[i] < box.right:
                continue
            for j in range(max(top - 1, 0), min(bottom, len(self.ys) - 1)):
                if self.ys[j] < box.bottom and self.ys[j + 1] > box.y:
                    self.down[j][i] += price


def _thin(wanted: set[float], must: set[float]) -> list[float]:
    """Sorted, without lines that stand close to each other; those in ``must`` stay."""
    kept = sorted(must)
    for one in sorted(wanted - must):
        at = bisect_left(kept, one)
        near = [kept[n] for n in (at - 1, at) if 0 <= n < len(kept)]
        if all(abs(one - other) >= _NEAR for other in near):
            kept.insert(at, one)
    return kept
