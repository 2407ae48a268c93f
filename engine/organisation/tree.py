"""The units of one day as a tree, and the searches procedures make in it; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class UnitOnDay:
    """A unit as it was on one day. An ``authority`` is an agency of its own: searches do not enter it from above."""

    id: int
    code: str
    name: str
    kind: str
    authority: bool
    level: str
    parent_id: int | None
    calendar: str
    eid_code: str | None = None
    area_code: str | None = None
    address: str | None = None
    phone: str | None = None


class Tree:
    """All units that exist on one day; ``successors`` tells where units that are gone live on."""

    def __init__(self, units: Iterable[UnitOnDay], successors: Mapping[int, tuple[int, ...]] | None = None) -> None:
        self._units = {unit.id: unit for unit in units}
        self._successors = dict(successors or {})

    def __iter__(self) -> Iterator[UnitOnDay]:
        return iter(self._units.values())

    def get(self, unit_id: int) -> UnitOnDay | None:
        """Return the unit, or None when it does not exist on this day."""
        return self._units.get(unit_id)

    def by_code(self, code: str) -> UnitOnDay | None:
        """Return the unit with this stable code."""
        return self._by_code.get(code)

    def living(self, unit_id: int) -> tuple[UnitOnDay, ...]:
        """Return the unit, or whoever succeeded it (several after a split, none when it was dissolved)."""
        found: dict[int, UnitOnDay] = {}
        waiting, met = [unit_id], set()
        while waiting:
            current = waiting.pop()
            if current in met:
                continue
            met.add(current)
            if current in self._units:
                found[current] = self._units[current]
            else:
                waiting.extend(self._successors.get(current, ()))
        return tuple(found.values())

    def children(self, unit_id: int) -> tuple[UnitOnDay, ...]:
        """Return the units directly below."""
        return self._children.get(unit_id, ())

    def up(self, unit_id: int) -> Iterator[UnitOnDay]:
        """Yield the unit and everything above it, nearest first; a circle in the data ends the walk."""
        met: set[int] = set()
        current = self._units.get(unit_id)
        while current is not None and current.id not in met:
            met.add(current.id)
            yield current
            current = self._units.get(current.parent_id) if current.parent_id is not None else None

    def authority_of(self, unit_id: int) -> UnitOnDay | None:
        """Return the authority the unit is or belongs to."""
        return next((unit for unit in self.up(unit_id) if unit.authority), None)

    def authority_above(self, unit_id: int) -> UnitOnDay | None:
        """Return the authority above the one the unit belongs to."""
        own = self.authority_of(unit_id)
        if own is None or own.parent_id is None:
            return None
        return self.authority_of(own.parent_id)

    def province_of(self, unit_id: int) -> UnitOnDay | None:
        """Return the topmost authority above the unit."""
        return next((unit for unit in reversed([*self.up(unit_id)]) if unit.authority), None)

    def within(self, unit_id: int) -> Iterator[UnitOnDay]:
        """Yield the unit and all below it; another authority is met but not entered."""
        top = self._units.get(unit_id)
        waiting, met = ([top] if top else []), set[int]()
        while waiting:
            current = waiting.pop(0)
            if current.id in met:
                continue
            met.add(current.id)
            yield current
            if current.id == unit_id or not current.authority:
                waiting.extend(self.children(current.id))

    def belonging(self, unit_id: int) -> Iterator[UnitOnDay]:
        """Yield the unit and all of its own below it: other authorities are left out."""
        return (unit for unit in self.within(unit_id) if unit.id == unit_id or not unit.authority)

    def of_kind(self, kind: str, unit_id: int) -> tuple[UnitOnDay, ...]:
        """Return the units of a kind at or below ``unit_id``, an authority directly met included."""
        return tuple(unit for unit in self.within(unit_id) if unit.kind == kind)

    @cached_property
    def _by_code(self) -> dict[str, UnitOnDay]:
        return {unit.code: unit for unit in self._units.values()}

    @cached_property
    def _children(self) -> dict[int, tuple[UnitOnDay, ...]]:
        found: dict[int, list[UnitOnDay]] = {}
        for unit in self._units.values():
            if unit.parent_id is not None:
                found.setdefault(unit.parent_id, []).append(unit)
        return {parent: tuple(units) for parent, units in found.items()}
