"""What already stands on the sheet, kept in squares so that asking about one place is quick in large diagrams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.bpmn.layout.model import Box

_SIDE = 200


class Crowd:
    """Rectangles with a weight: how bad it is to lie on them."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[Box, int]]] = {}

    def add(self, box: Box, weight: int) -> None:
        """Put a rectangle on the sheet."""
        for square in _squares(box):
            self._squares.setdefault(square, []).append((box, weight))

    def cost(self, box: Box) -> int:
        """Sum of the weights of everything ``box`` would lie on."""
        met = {one for square in _squares(box) for one in self._squares.get(square, ()) if box.overlaps(one[0])}
        return sum(weight for _, weight in met)

    def best(self, places: Iterable[Box]) -> Box:
        """The first of ``places`` that is free, else the first of the cheapest."""
        found: list[tuple[int, Box]] = []
        for place in places:
            cost = self.cost(place)
            if cost == 0:
                return place
            found.append((cost, place))
        return min(found, key=lambda one: one[0])[1]


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(box.x // _SIDE, box.right // _SIDE + 1):
        for row in range(box.y // _SIDE, box.bottom // _SIDE + 1):
            yield column, row
