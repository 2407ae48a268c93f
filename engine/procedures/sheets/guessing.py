"""Columns of a step table whose header is missing or not understood, told by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.procedures.sheets.document import Table
from engine.procedures.sheets.durations import read_duration
from engine.procedures.sheets.process import Column
from engine.procedures.sheets.rows import is_step_label
from engine.procedures.sheets.speech import says_actor, says_work

_ENOUGH = 0.6
_LEAST_ROWS = 3


def guess_columns(table: Table) -> tuple[Column, ...] | None:
    """The columns by their content, None when the table does not look like steps."""
    rows = [row for row in range(len(table.grid)) if sum(bool(cell.text) for cell in table.own(row)) >= 3]
    if table.width < 3 or table.width > 12 or len(rows) < _LEAST_ROWS:
        return None
    shares = {
        column: {
            "label": _share(table, rows, column, _labels(column)),
            "time": _share(table, rows, column, _says_time),
            "actor": _share(table, rows, column, says_actor),
            "content": _share(table, rows, column, says_work),
        }
        for column in range(table.width)
    }
    chosen: dict[str, int] = {}
    for role in ("label", "time", "actor", "content"):
        free = [column for column in shares if column not in chosen.values()]
        best = max(free, key=lambda column: shares[column][role], default=None)
        if best is None or shares[best][role] < (0.3 if role == "content" else _ENOUGH):
            return None
        chosen[role] = best
    roles = {column: role for role, column in chosen.items()}
    return tuple(Column(roles.get(column, "other"), "", column) for column in range(table.width) if column in roles)


def completed(columns: tuple[Column, ...], table: Table, start: int) -> tuple[Column, ...]:
    """Columns whose header was not understood get the missing role their texts show (actor, time or content)."""
    rows = [row for row in range(start, len(table.grid)) if sum(bool(cell.text) for cell in table.own(row)) >= 3]
    missing = {"time", "actor", "content"} - {column.role for column in columns}
    for role in [one for one in ("time", "actor", "content") if one in missing and rows]:
        others = [column for column in columns if column.role == "other"]
        best = max(others, key=lambda column: _share(table, rows, column.index, _SHOWS[role]), default=None)
        if best is not None and _share(table, rows, best.index, _SHOWS[role]) >= _ENOUGH:
            columns = tuple(Column(role, one.header, one.index) if one is best else one for one in columns)
    return columns


def _labels(column: int) -> Callable[[str], bool]:
    """Bare numbers are step labels in the first column only."""
    return lambda text: is_step_label(text, strict=column > 0)


def _says_time(text: str) -> bool:
    return read_duration(text).kind not in ("none", "unspecified")


_SHOWS: Mapping[str, Callable[[str], bool]] = {"time": _says_time, "actor": says_actor, "content": says_work}


def _share(table: Table, rows: list[int], column: int, holds: Callable[[str], bool]) -> float:
    cells = [table.grid[row][column] for row in rows]
    texts = [cell.text for cell in cells if cell is not None and cell.text]
    return sum(holds(text) for text in texts) / len(rows)
