"""Gives lines that share a gap or a channel a track each, so that they never lie on one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engine.bpmn.layout.grid import Grid
from engine.bpmn.layout.model import Graph, Link
from engine.bpmn.layout.routes import Channel, Gap, Route


class Turn(NamedTuple):
    """One turn of one link: the number of the turn within its route."""

    link: str
    number: int


@dataclass(frozen=True)
class Tracks:
    """The track of every turn (0 is nearest to the nodes that follow), and how many each place needs."""

    track: Mapping[Turn, int]
    needed: Mapping[Gap | Channel, int]


class _Stretch(NamedTuple):
    length: int
    first: int
    last: int
    turn: Turn


def tracks(graph: Graph, grid: Grid, routes: Mapping[str, Route]) -> Tracks:
    """Hand out tracks; short stretches lie inside long ones."""
    places: dict[Gap | Channel, list[_Stretch]] = {}
    for link in graph.links:
        for number, place in enumerate(routes[link.id].turns):
            one, other = _reach(graph, grid, link, routes[link.id], number)
            first, last = sorted((one, other))
            places.setdefault(place, []).append(_Stretch(last - first, first, last, Turn(link.id, number)))
    track: dict[Turn, int] = {}
    needed: dict[Gap | Channel, int] = {}
    for place, stretches in places.items():
        rows: list[list[_Stretch]] = []
        for stretch in sorted(stretches):
            number = _first_free(rows, stretch)
            rows[number].append(stretch)
            track[stretch.turn] = number
        needed[place] = len(rows)
    return Tracks(track, needed)


def _first_free(rows: list[list[_Stretch]], stretch: _Stretch) -> int:
    for number, row in enumerate(rows):
        if all(stretch.last < other.first or other.last < stretch.first for other in row):
            return number
    rows.append([])
    return len(rows) - 1


def _reach(graph: Graph, grid: Grid, link: Link, route: Route, number: int) -> tuple[int, int]:
    """From where to where a turn's line runs, in grid positions across its own direction."""
    vertical = isinstance(route.turns[number], Gap)
    before = _position(grid, route.turns[:number][::-1], graph.at(link.source), vertical)
    after = _position(grid, route.turns[number + 1 :], graph.at(link.target), vertical)
    return before, after


def _position(grid: Grid, turns: tuple[Gap | Channel, ...], key: str, vertical: bool) -> int:
    """Position of the nearest turn of the other direction, or of the node when there is none."""
    for turn in turns:
        if vertical and isinstance(turn, Channel):
            return grid.height_of[turn.level]
        if not vertical and isinstance(turn, Gap):
            return 2 * turn.column
    cell = grid.cells[key]
    return grid.height_of[cell.level] if vertical else 2 * cell.column + 1
