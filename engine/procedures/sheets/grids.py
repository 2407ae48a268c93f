"""Builds the grid of a table out of cells as they come: spans stretched, merged places filled."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Final

from engine.procedures.sheets.document import Cell, Table

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200


def grid_of(name: int | str, cells: Iterable[Cell], rows: int) -> Table:
    """A table of ``rows`` rows out of ``cells``; where two cells claim one place, the first keeps it."""
    kept = [_within(cell, rows) for cell in cells]
    width = max((cell.column + cell.columns for cell in kept), default=0)
    places: list[list[Cell | None]] = [[None] * width for _ in range(rows)]
    for cell in kept:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                if places[row][column] is None:
                    places[row][column] = cell
    return Table(name, width, tuple(tuple(row) for row in places))


def _within(cell: Cell, rows: int) -> Cell:
    high = max(1, min(cell.rows, rows - cell.row))
    wide = max(1, min(cell.columns, MAX_COLUMNS - cell.column))
    if (high, wide) == (cell.rows, cell.columns):
        return cell
    return dataclasses.replace(cell, rows=high, columns=wide)
