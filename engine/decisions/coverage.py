"""Whether a decision table answers every input, and which of its rules answer the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

from engine.decisions.boxed.tables import Rule, Table
from engine.feel.analysis.conditions import Box, Condition, condition_of
from engine.feel.analysis.sets import Cut, ValueSet
from engine.feel.errors import FeelError

MOST_CELLS = 20_000
"""Combinations of conditions looked at; a larger table is reported as not examined."""

_INPUT = ("?",)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules that match the same input, and such an input by column."""

    first: int
    second: int
    example: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a table leaves open (inputs no rule matches) and answers twice.

    ``examined`` is False when a cell cannot be read statically or there are too many combinations.
    """

    table: str
    gaps: tuple[dict[str, Any], ...]
    overlaps: tuple[Overlap, ...]
    examined: bool = True


def coverage(table: Table) -> Coverage:
    """Examine a table; gaps are merged per combination of intervals, examples are typical values."""
    cells = [[_cell(rule, column) for column in range(len(table.inputs))] for rule in table.rules]
    if any(cell is None for row in cells for cell in row):
        return Coverage(table.name, (), (), False)
    rows = [[cell for cell in row if cell is not None] for row in cells]
    names = [column.text for column in table.inputs]
    return Coverage(table.name, *_examined(table, rows, names))


def _cell(rule: Rule, column: int) -> Condition | None:
    test = rule.tests[column] if column < len(rule.tests) else None
    if test is None or isinstance(test, FeelError):
        return None
    found = condition_of(test)
    return found if found.exact and all(set(box) <= {_INPUT} for box in (*found.true, *found.false)) else None


def _examined(
    table: Table, rows: list[list[Condition]], names: list[str]
) -> tuple[tuple[dict[str, Any], ...], tuple[Overlap, ...], bool]:
    overlaps = tuple(
        Overlap(table.rules[i].number, table.rules[j].number, example)
        for i in range(len(rows))
        for j in range(i + 1, len(rows))
        if (example := _both(rows[i], rows[j], names)) is not None
    )
    columns = [_elementary(table, rows, index) for index in range(len(names))]
    total = 1
    for column in columns:
        total *= max(1, len(column))
    if total * max(1, len(rows)) > MOST_CELLS * 10 or total > MOST_CELLS:
        return (), overlaps, False
    gaps = tuple(
        {name: values.sample() for name, values in zip(names, combination, strict=True)}
        for combination in product(*columns)
        if not any(all(map(_holds, row, combination)) for row in rows)
    )
    return gaps, overlaps, True


def _both(first: list[Condition], second: list[Condition], names: list[str]) -> dict[str, Any] | None:
    example: dict[str, Any] = {}
    for name, a, b in zip(names, first, second, strict=True):
        met = _meeting(a.true, b.true)
        if met is None:
            return None
        example[name] = met.sample()
    return example


def _meeting(first: tuple[Box, ...], second: tuple[Box, ...]) -> ValueSet | None:
    for a in first:
        for b in second:
            sets = [box[_INPUT] for box in (a, b) if _INPUT in box]
            if not sets:
                return _FULL
            met = sets[0] if len(sets) == 1 else sets[0] & sets[1]
            if not met.empty:
                return met
    return None


_FULL = ValueSet("", ((Cut(end=-1), Cut(end=1)),))


def _elementary(table: Table, rows: list[list[Condition]], column: int) -> list[ValueSet]:
    """The column's values cut into pieces that every cell takes or leaves whole, within the allowed values."""
    sets = [box[_INPUT] for row in rows for box in row[column].true if _INPUT in box]
    kind = next((values.kind for values in sets if values.kind), "")
    cuts = {cut for values in sets for piece in values.pieces for cut in piece}
    edges = sorted({Cut(end=-1), Cut(end=1)} | cuts)
    pieces = [ValueSet(kind, ((low, high),)) for low, high in zip(edges, edges[1:], strict=False) if low < high]
    allowed = table.inputs[column].allowed
    limits = [box.get(_INPUT, _FULL) for box in condition_of(allowed).true] if allowed is not None else [_FULL]
    return [part for piece in pieces for limit in limits if not (part := piece & limit).empty]


def _holds(cell: Condition, values: ValueSet) -> bool:
    return any(_INPUT not in box or not (box[_INPUT] & values).empty for box in cell.true)
