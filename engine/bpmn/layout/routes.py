"""The ways a link may run through the grid, still without coordinates, and the straight legs each is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from engine.bpmn.layout.grid import Cell, Grid, Level

Side = Literal["left", "right", "top", "bottom"]


class Gap(NamedTuple):
    """A vertical line in the room before column ``column``."""

    column: int


class Channel(NamedTuple):
    """A horizontal line in the channel of a band."""

    level: Level


class Middle(NamedTuple):
    """A vertical line through the middle of a column."""

    of: int


@dataclass(frozen=True)
class Route:
    """One link's way: the sides it leaves and enters by, and the gaps and channels it turns in."""

    leaves: Side
    enters: Side
    turns: tuple[Gap | Channel, ...] = ()


class Leg(NamedTuple):
    """A straight piece: on the line of a level, in a channel, in a gap or through the middle of a column.

    ``start`` and ``end`` count along the line: 2c + 1 for column c and 2g for the gap before column g on horizontal
    legs, the number of the level from the top on vertical ones.
    """

    place: Level | Channel | Gap | Middle
    start: int
    end: int

    @property
    def first(self) -> int:
        """The smaller end."""
        return min(self.start, self.end)

    @property
    def last(self) -> int:
        """The larger end."""
        return max(self.start, self.end)


def legs(route: Route, source: Cell, target: Cell, grid: Grid) -> tuple[Leg, ...]:
    """The legs of ``route`` in order; every turn is the place of exactly one of them."""
    found: list[Leg] = []
    upright: Gap | Middle = Middle(source.column)
    level: Level | Channel = source.level
    x, y = 2 * source.column + 1, grid.height_of[source.level]
    for turn in route.turns:
        if isinstance(turn, Gap):
            found.append(Leg(level, x, 2 * turn.column))
            upright, x = turn, 2 * turn.column
        else:
            found.append(Leg(upright, y, grid.height_of[turn.level]))
            level, y = turn, grid.height_of[turn.level]
    end_x, end_y = 2 * target.column + 1, grid.height_of[target.level]
    if route.enters in ("left", "right"):
        found += [Leg(upright, y, end_y), Leg(target.level, x, end_x)]
    else:
        found += [Leg(level, x, end_x), Leg(Middle(target.column), y, end_y)]
    return tuple(leg for leg in found if leg.start != leg.end or isinstance(leg.place, Gap | Channel))


class Crossing(NamedTuple):
    """A line in a gap: the levels on which it goes on to the left of the gap and to the right of it."""

    gap: Gap
    left_on: frozenset[Level]
    right_on: frozenset[Level]

    def must_stand_left_of(self, other: Crossing) -> bool:
        """Whether the two would lie on one another on some level if this one stood to the right."""
        return bool(self.left_on & other.right_on)


def crossing(way: tuple[Leg, ...], at: int) -> Crossing | None:
    """The crossing made by leg ``at`` of a way, if that leg stands in a gap."""
    place = way[at].place
    if not isinstance(place, Gap):
        return None
    here = 2 * place.column
    left: set[Level] = set()
    right: set[Level] = set()
    for near in (*way[max(0, at - 1) : at], *way[at + 1 : at + 2]):
        if isinstance(near.place, Level):
            (left if (near.start if near.end == here else near.end) < here else right).add(near.place)
    return Crossing(place, frozenset(left), frozenset(right))
