"""Gives lines that share a gap or a channel a track each, so that they never lie on one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engine.bpmn.layout.grid import Grid
from engine.bpmn.layout.model import Graph
from engine.bpmn.layout.routes import Channel, Crossing, Gap, Leg, Route, crossing, legs


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
    """A leg in a gap or channel."""

    turn: Turn
    leg: Leg
    crossing: Crossing | None

    @property
    def rank(self) -> tuple[int, int, Turn]:
        """Short lines lie inside long ones."""
        return self.leg.last - self.leg.first, self.leg.first, self.turn


def tracks(graph: Graph, grid: Grid, routes: Mapping[str, Route]) -> Tracks:
    """Hand out tracks, place by place."""
    places: dict[Gap | Channel, list[_Line]] = {}
    for key, route in routes.items():
        link = next(link for link in graph.links if link.id == key)
        ends = grid.cells[graph.at(link.source)], grid.cells[graph.at(link.target)]
        for place, line in _lines(key, legs(route, *ends, grid)):
            places.setdefault(place, []).append(line)
    track: dict[Turn, int] = {}
    needed: dict[Gap | Channel, int] = {}
    for place, lines in places.items():
        numbers = _numbers(sorted(lines, key=lambda line: line.rank))
        track |= numbers
        needed[place] = 1 + max(numbers.values())
    return Tracks(track, needed)


def _lines(key: str, way: tuple[Leg, ...]) -> Iterator[tuple[Gap | Channel, _Line]]:
    number = 0
    for at, leg in enumerate(way):
        if isinstance(leg.place, Gap | Channel):
            yield leg.place, _Line(Turn(key, number), leg, crossing(way, at))
            number += 1


def _numbers(lines: list[_Line]) -> dict[Turn, int]:
    """The lowest free track of every line, to the left of all lines it must not run into."""
    numbers: dict[Turn, int] = {}
    waiting = list(lines)
    while waiting:
        ready = [line for line in waiting if not any(_left_of(line, other) for other in waiting if other is not line)]
        line = (ready or waiting)[0]
        waiting.remove(line)
        done = [(other, numbers[other.turn]) for other in lines if other.turn in numbers]
        number = 1 + max((at for other, at in done if _left_of(line, other)), default=-1)
        while any(at == number and _meet(line.leg, other.leg) for other, at in done):
            number += 1
        numbers[line.turn] = number
    return numbers


def _left_of(line: _Line, other: _Line) -> bool:
    return line.crossing is not None and other.crossing is not None and line.crossing.must_stand_left_of(other.crossing)


def _meet(one: Leg, other: Leg) -> bool:
    return one.first <= other.last and other.first <= one.last
