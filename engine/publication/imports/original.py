"""The printed rows of one process, cell by cell with addresses: what stands on screen beside what was understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.procedures.sheets.document import Cell, Document, Paragraph, Table, flat
from engine.procedures.sheets.process import Process, Section, Step
from engine.publication.imports.places import key_of

_ABOVE = 4
"""Rows above the first step among which the header of the columns is looked for."""


def originals(document: Document, process: Process) -> list[dict[str, Any]]:
    """The tables a process is printed in, only its own rows and their header; or its lines, when it is prose."""
    tables = {table.name: table for table in document.tables()}
    rows = _rows(process, tables)
    found = [_table(tables[name], sorted(used), process) for name, used in rows.items() if used]
    prose = _prose(document, process)
    return found + ([prose] if prose else [])


def _rows(process: Process, tables: dict[int | str, Table]) -> dict[int | str, set[int]]:
    """The rows of every table that the process stands in: its steps, what lies between, and what heads or ends them."""
    used: dict[int | str, set[int]] = {}
    for step in process.steps():
        for cell in step.cells:
            if cell.where.table in tables:
                used.setdefault(cell.where.table, set()).add(cell.row)
    for name, rows in used.items():
        first = min(rows)
        for item in process.items:
            row = _row_of(tables[name], key_of(item.where)) if item.where.table == name else None
            if row is not None and (row > first or (isinstance(item, Section) and row >= first - _ABOVE)):
                rows.add(row)
    return {name: set(range(min(rows), max(rows) + 1)) for name, rows in used.items()}


def _row_of(table: Table, key: str) -> int | None:
    return next((cell.row for cell in table.cells() if key_of(cell.where) == key), None)


def _table(table: Table, used: Sequence[int], process: Process) -> dict[str, Any]:
    heads = _heads(table, used[0], process)
    wanted = [*heads, *used]
    shown: set[str] = set()
    rows = []
    for row in wanted:
        cells = []
        for cell in _starting(table, row, shown):
            shown.add(key_of(cell.where))
            covered = sum(1 for one in wanted if row <= one < cell.row + cell.rows)
            cells.append(
                {
                    "at": key_of(cell.where),
                    "text": cell.text,
                    "rows": covered,
                    "columns": cell.columns,
                    "from": cell.column,
                }
            )
        rows.append({"row": row, "head": row in heads, "cells": cells})
    return {"table": table.name, "width": table.width, "rows": rows}


def _starting(table: Table, row: int, shown: set[str]) -> Iterator[Cell]:
    """The cells that begin in a row, and those that reach into it from a row that is not shown."""
    before = None
    for cell in table.grid[row]:
        if cell is not None and cell is not before and key_of(cell.where) not in shown:
            yield cell
        before = cell


def _heads(table: Table, first: int, process: Process) -> list[int]:
    headers = {flat(column.header) for column in process.columns if column.header}
    rows = range(max(0, first - _ABOVE), first)
    return [row for row in rows if sum(flat(cell.text) in headers for cell in table.own(row)) >= 2]


def _prose(document: Document, process: Process) -> dict[str, Any] | None:
    """The paragraphs from the first to the last a step of the process stands in."""
    numbers = [
        item.where.paragraph
        for item in process.items
        if isinstance(item, Step) and item.where.table is None and item.where.paragraph is not None
    ]
    if not numbers:
        return None
    lines = [
        block
        for block in document.blocks
        if isinstance(block, Paragraph) and min(numbers) <= (block.where.paragraph or 0) <= max(numbers)
    ]
    rows = [
        {
            "row": number,
            "head": False,
            "cells": [{"at": key_of(line.where), "text": line.text, "rows": 1, "columns": 1, "from": 0}],
        }
        for number, line in enumerate(lines)
    ]
    return {"table": None, "width": 1, "rows": rows}
