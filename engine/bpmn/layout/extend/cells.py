"""Boxes by the squares of a coarse grid they lie in, so that a look at one place need not pass over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from engine.bpmn.layout.extend.sheet import Rect

_SIDE: Final = 256


class Cells:
    """Boxes to be asked for by where they are."""

    def __init__(self, boxes: Mapping[str, Rect]) -> None:
        """Sort the boxes in."""
        self._boxes = boxes
        self._cells: dict[tuple[int, int], list[str]] = {}
        for key, box in boxes.items():
            for cell in _cells(box):
                self._cells.setdefault(cell, []).append(key)

    def hit(self, place: Rect) -> set[str]:
        """The boxes that share more than a border with ``place``."""
        found = {key for cell in _cells(place) for key in self._cells.get(cell, ())}
        return {key for key in found if place.overlaps(self._boxes[key])}


def _cells(box: Rect) -> Iterator[tuple[int, int]]:
    for column in range(int(box.x // _SIDE), int(box.right // _SIDE) + 1):
        for row in range(int(box.y // _SIDE), int(box.bottom // _SIDE) + 1):
            yield column, row
