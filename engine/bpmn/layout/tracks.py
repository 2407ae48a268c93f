"""Gives lines that share a gap or a channel a track each, so that they never lie on one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engine.bpmn.layout.grid import Grid, Level
from engine.bpmn.layout.model import Graph
from engine.bpmn.layout.routes import Channel, Gap, Leg, Route, crossing, legs


class Turn(NamedTuple):
    """One turn of one link: the number of the turn within its route."""

    link: str
    number: int


@dataclass(frozen=True)
class Tracks:
    """The track of every turn (0 is nearest to the nodes that follow), and how many each place needs."""

    track: Mapping[Turn, int]
    needed: Mapping[Gap | Channel, int]


@dataclass(frozen=True)
class _Line:
    """A leg in a gap or channel; in a gap, the levels on which it goes on to the left and to the right."""

    turn: Turn
    leg: Leg
    left_on: frozenset[Level]
    right_on: frozenset[Level]

    @property
    def rank(self) -> tuple[int, int, Turn]:
        """Short lines lie inside long ones."""
        return self.leg.last - self.leg.first, self.leg.first, self.turn


def tracks(graph: Graph, grid: Grid, routes: Mapping[str, Route], *, careful: bool = True) -> Tracks:
    """Hand out tracks, place by place; without care every line gets one of its own."""
    places: dict[Gap | Channel, list[_Line]] = {}
    links = {link.id: link for link in graph.links}
    for key, route in routes.items():
        link = links[key]
        ends = grid.cells[graph.at(link.source)], grid.cells[graph.at(link.target)]
        for place, line in _lines(key, legs(route, *ends, grid)):
            places.setdefault(place, []).append(line)
    track: dict[Turn, int] = {}
    needed: dict[Gap | Channel, int] = {}
    for place, lines in places.items():
        ranked = sorted(lines, key=lambda line: line.rank)
        numbers = _numbers(ranked) if careful else {line.turn: number for number, line in enumerate(ranked)}
        track |= numbers
        needed[place] = 1 + max(numbers.values())
    return Tracks(track, needed)


def _lines(key: str, way: tuple[Leg, ...]) -> Iterator[tuple[Gap | Channel, _Line]]:
    number = 0
    for at, leg in enumerate(way):
        if isinstance(leg.place, Gap | Channel):
            beside = crossing(way, at)
            nowhere: frozenset[Level] = frozenset()
            left_on, right_on = (beside.left_on, beside.right_on) if beside else (nowhere, nowhere)
            yield leg.place, _Line(Turn(key, number), leg, left_on, right_on)
            number += 1


def _numbers(lines: list[_Line]) -> dict[Turn, int]:
    """The lowest free track of every line, to the left of all lines it must not run into."""
    numbers: dict[Turn, int] = {}
    rows: list[list[_Line]] = []
    waiting = dict.fromkeys(lines)
    to_the_right = Counter(level for line in lines for level in line.right_on)
    lowest: dict[Level, int] = {}
    while waiting:
        line = next((one for one in waiting if _is_ready(one, to_the_right)), next(iter(waiting)))
        del waiting[line]
        to_the_right.subtract(line.right_on)
        number = max((lowest.get(level, 0) for level in line.left_on), default=0)
        while number < len(rows) and any(_meet(line.leg, other.leg) for other in rows[number]):
            number += 1
        rows.extend([] for _ in range(number + 1 - len(rows)))
        rows[number].append(line)
        numbers[line.turn] = number
        for level in line.right_on:
            lowest[level] = max(lowest.get(level, 0), number + 1)
    return numbers


def _is_ready(line: _Line, to_the_right: Counter[Level]) -> bool:
    """Whether every line it must stand to the left of has its track."""
    return all(to_the_right[level] == (level in line.right_on) for level in line.left_on)


def _meet(one: Leg, other: Leg) -> bool:
    return one.first <= other.last and other.first <= one.last
