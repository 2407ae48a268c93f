"""Keeps account of the lines already drawn along levels and through columns, so that no two lie on one another."""

from __future__ import annotations

from engine.bpmn.layout.grid import Cell, Grid, Level
from engine.bpmn.layout.model import Link
from engine.bpmn.layout.routes import Crossing, Gap, Leg, Middle, crossing


class Taken:
    """Legs by the line they lie on; links that start or end together may share one."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._legs: dict[Level | Middle, list[tuple[Leg, Link]]] = {}
        self._crossings: dict[Gap, list[Crossing]] = {}

    def allows(self, legs: tuple[Leg, ...], link: Link, ends: tuple[Cell, Cell]) -> bool:
        """Whether a link may take all ``legs``: they meet no node but its ends and need lie on no other link."""
        return all(self._passes(leg, ends) and self._alone(leg, link) for leg in legs) and not any(
            one.must_stand_left_of(other) and other.must_stand_left_of(one)
            for one in _crossings(legs)
            for other in self._crossings.get(one.gap, ())
        )

    def add(self, legs: tuple[Leg, ...], link: Link) -> None:
        """Note the legs of a link."""
        for leg in legs:
            if isinstance(leg.place, Level | Middle):
                self._legs.setdefault(leg.place, []).append((leg, link))
        for one in _crossings(legs):
            self._crossings.setdefault(one.gap, []).append(one)

    def _passes(self, leg: Leg, ends: tuple[Cell, Cell]) -> bool:
        positions = range(leg.first, leg.last + 1)
        if isinstance(leg.place, Level):
            cells = [Cell(position // 2, leg.place) for position in positions if position % 2]
        elif isinstance(leg.place, Middle):
            cells = [Cell(leg.place.of, self._grid.levels[position]) for position in positions]
        else:
            return True
        return not any(cell in self._grid.taken and cell not in ends for cell in cells)

    def _alone(self, leg: Leg, link: Link) -> bool:
        if not isinstance(leg.place, Level | Middle):
            return True
        return not any(
            leg.first < other.last and other.first < leg.last
            for other, owner in self._legs.get(leg.place, ())
            if owner.source != link.source and owner.target != link.target
        )


def _crossings(legs: tuple[Leg, ...]) -> list[Crossing]:
    return [one for at in range(len(legs)) if (one := crossing(legs, at)) is not None]
