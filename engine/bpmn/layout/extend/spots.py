"""Finds the place of a new shape: beside what leads to it, in its lane; where there is none, makes room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from engine.bpmn.layout.extend.room import heighten, widen
from engine.bpmn.layout.extend.sheet import Rect, Sheet
from engine.bpmn.layout.model import Node

GAP: Final = 44
"""Room between a new shape and what stands left and right of it."""
AIR: Final = 16
"""Room between a new shape and what stands above and below it."""
LABEL: Final = 34
"""Room under an event or gateway for its name."""
_STRIP: Final = 100


@dataclass(frozen=True)
class Wish:
    """A shape to be placed: its node, its lane, what leads to it and what it leads to (drawn already)."""

    node: Node
    lane: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    aside: bool
    """Whether it hangs beside the way (a wait, an end of a refusal) and needs no column of its own."""
    left: float = GAP
    """Least room to what stands before, with the label of the edge between."""
    right: float = GAP
    """The same to what stands after."""


def place(sheet: Sheet, containers: frozenset[str], wish: Wish) -> None:
    """Put the shape of ``wish`` on the sheet."""
    left = max((sheet.shapes[key].right for key in wish.before), default=_leftmost(sheet, containers, wish) - GAP)
    right = min((sheet.shapes[key].x for key in wish.after if sheet.shapes[key].x >= left), default=None)
    width = _width(wish.node)
    needed = width + wish.left + wish.right
    if not wish.aside and right is not None and right - left < needed:
        cut = left + 1 if wish.before else right
        widen(sheet, containers, cut, needed - (right - left))
    lane = _lane(sheet, containers, wish)
    for box in _candidates(sheet, wish, lane, left + wish.left, bounded=right is not None and not wish.aside):
        if _free(sheet, containers, box, wish.node):
            _put(sheet, containers, wish, box)
            return
    _put_below(sheet, containers, wish, left + wish.left)


def _width(node: Node) -> float:
    return node.width


def _room(node: Node) -> float:
    """Height with the name under it."""
    return node.height + (LABEL if node.shape != "activity" and node.name else 0)


def _leftmost(sheet: Sheet, containers: frozenset[str], wish: Wish) -> float:
    lane = _lane(sheet, containers, wish)
    inside = [box.x for key, box in sheet.shapes.items() if key not in containers and lane.holds(box)]
    return min(inside, default=lane.x + 40 + GAP)


def _lane(sheet: Sheet, containers: frozenset[str], wish: Wish) -> Rect:
    """The rectangle in which the shape has to stand."""
    if wish.lane in sheet.shapes:
        return sheet.shapes[str(wish.lane)]
    around = [sheet.shapes[key] for key in containers if key in sheet.shapes]
    if around:
        return max(around, key=lambda box: box.width * box.height)
    boxes = list(sheet.shapes.values())
    top, bottom = min((b.y for b in boxes), default=0), max((b.bottom for b in boxes), default=200)
    return Rect(0, top - 40, max((b.right for b in boxes), default=400) + 400, bottom - top + 80)


def _candidates(sheet: Sheet, wish: Wish, lane: Rect, x: float, *, bounded: bool) -> Iterator[Rect]:
    """Places in the lane, the best first: on the line of the shape before, then near it; beside, then further right."""
    width, height = wish.node.width, wish.node.height
    lines = _lines(sheet, wish, lane)
    steps = (0,) if bounded else (0, 30, 60, 90, 120, 160, 200, 260)
    starts = (x, x - wish.left - width / 2) if wish.aside else (x,)
    places = [
        (abs(line - lines[0]) + (start + step - x if start + step >= x else 40) * 0.8, start + step, line)
        for start in starts
        for step in steps
        for line in lines
    ]
    for _, left, line in sorted(places):
        box = Rect(round(left), round(line - height / 2), width, height)
        if lane.y + 8 <= box.y and line - height / 2 + _room(wish.node) <= lane.bottom - 6:
            yield box


def _lines(sheet: Sheet, wish: Wish, lane: Rect) -> list[float]:
    """Heights at which the shape may be centred."""
    near = [sheet.shapes[key].middle[1] for key in (*wish.before, *wish.after)]
    own = [y for y in near if lane.y < y < lane.bottom]
    rows = sorted({box.middle[1] for key, box in sheet.shapes.items() if lane.holds(box) and box.height < lane.height})
    first = own[0] if own else (rows[0] if rows else lane.middle[1])
    others = [lane.y + step for step in range(int(wish.node.height / 2) + 10, int(lane.height), 12)]
    return list(dict.fromkeys([first, *own, *rows, *others]))


def _free(sheet: Sheet, containers: frozenset[str], box: Rect, node: Node) -> bool:
    wanted = Rect(box.x - AIR, box.y - AIR, box.width + 2 * AIR, _room(node) + 2 * AIR)
    for key, other in sheet.shapes.items():
        if key not in containers and wanted.overlaps(other):
            return False
    if any(wanted.grown(-AIR / 2).overlaps(label) for label in sheet.labels.values()):
        return False
    return not any(_runs_through(points, box.grown(6)) for points in sheet.edges.values())


def _runs_through(points: Iterable[tuple[float, float]], box: Rect) -> bool:
    return any(
        box.overlaps(Rect(min(ax, bx) - 0.5, min(ay, by) - 0.5, abs(ax - bx) + 1, abs(ay - by) + 1))
        for (ax, ay), (bx, by) in pairwise(points)
    )


def _put_below(sheet: Sheet, containers: frozenset[str], wish: Wish, x: float) -> None:
    """No place is free: make the lane higher and stand in the new strip."""
    lane = _lane(sheet, containers, wish)
    strip = max(_STRIP, _room(wish.node) + 2 * AIR)
    heighten(sheet, containers, lane.bottom, strip)
    box = Rect(round(x), round(lane.bottom + AIR - 8), wish.node.width, wish.node.height)
    while not _free(sheet, containers, box, wish.node) and box.x < lane.right + 2000:
        box = box.moved(20, 0)
    _put(sheet, containers, wish, box)


def _put(sheet: Sheet, containers: frozenset[str], wish: Wish, box: Rect) -> None:
    lane = _lane(sheet, containers, wish)
    if box.right + AIR > lane.right and wish.lane in sheet.shapes:
        widen(sheet, containers, lane.right - 1, box.right + GAP - lane.right)
    sheet.shapes[wish.node.id] = box
