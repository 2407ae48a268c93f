"""Columns of a step table whose header is missing or not understood, told by what stands in them."""

from __future__ import annotations

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
            "label": _share(table, rows, column, lambda text: is_step_label(text, strict=True)),
            "time": _share(table, rows, column, lambda text: read_duration(text).kind not in ("none", "unspecified")),
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


def _share(table: Table, rows: list[int], column: int, holds: object) -> float:
    cells = [table.grid[row][column] for row in rows]
    texts = [cell.text for cell in cells if cell is not None and cell.text]
    return sum(bool(holds(text)) for text in texts) / len(rows) if callable(holds) else 0.0
