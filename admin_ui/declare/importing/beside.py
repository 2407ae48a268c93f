"""The original table beside what was understood of it, row by row, with every open point at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from admin_ui.declare.working.steps import lines
from admin_ui.declare.working.steps.lines import Line
from engine.bpmn import table
from engine.bpmn.definition import Definition
from engine.publication.imports import points
from engine.publication.imports.confidence import CERTAIN, LOOK, UNCLEAR
from engine.publication.imports.found import Found


@dataclass(frozen=True)
class Understood:
    """One step: what its row says, the line of the draft, the points at it, and the word for how sure the reader is."""

    row: int
    told: Mapping[str, Any]
    line: Line | None
    points: tuple[Row[Any], ...]
    sure: str


@dataclass(frozen=True)
class Cell:
    """A printed cell; ``points`` are the open points that stand exactly there."""

    at: str
    text: str
    rows: int
    columns: int
    label: str
    points: tuple[Row[Any], ...]


@dataclass
class Printed:
    """A printed row, and the steps understood of it."""

    head: bool
    cells: list[Cell]
    steps: list[Understood] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """One process of the procedure (a case, or the whole): its totals and its printed tables."""

    case: str
    sums: list[Mapping[str, Any]]
    tables: list[tuple[int, list[Printed]]]


def parts(found: Found, definition: Definition) -> list[Part]:
    """Everything the page shows side by side."""
    steps = _steps(found, definition)
    at_cell: dict[str, list[Row[Any]]] = {}
    for point in found.points:
        at_cell.setdefault(point.cell, []).append(point)
    made, taken = [], set[int]()
    for part in found.told["parts"]:
        tables = [_table(one, at_cell) for one in part["originals"]]
        where = _rows_by_cell(part["originals"], tables)
        for step in steps:
            if step.row not in taken and (printed := _row_of(step, where)) is not None:
                printed.steps.append(step)
                taken.add(step.row)
        made.append(Part(part["case"], part["sums"], tables))
    return made


def loose(found: Found) -> list[Row[Any]]:
    """Points that stand at no step: of the title, a total, the whole process."""
    return [point for point in found.points if point.row is None]


def _steps(found: Found, definition: Definition) -> list[Understood]:
    known = {line.element: line for line in lines.of(definition, table.read(definition))}
    made = []
    for number, told in enumerate(found.told["rows"]):
        own = tuple(point for point in found.points if point.row == number)
        line = known.get(told["element"]) if told["element"] else None
        made.append(Understood(number, told, line, own, _sure(told, line, own)))
    return made


def _sure(told: Mapping[str, Any], line: Line | None, own: tuple[Row[Any], ...]) -> str:
    if line is not None and line.where is None:
        return UNCLEAR
    if line is None and not told["applicant"]:
        return UNCLEAR
    return LOOK if any(one.status == points.OPEN for one in own) else CERTAIN


def _table(original: Mapping[str, Any], at_cell: Mapping[str, list[Row[Any]]]) -> tuple[int, list[Printed]]:
    heads = {
        cell["from"]: " ".join(cell["text"].split()) for row in original["rows"] if row["head"] for cell in row["cells"]
    }
    rows = [
        Printed(
            row["head"],
            [
                Cell(
                    cell["at"],
                    cell["text"],
                    cell["rows"],
                    cell["columns"],
                    heads.get(cell["from"], ""),
                    tuple(at_cell.get(cell["at"], ())),
                )
                for cell in row["cells"]
            ],
        )
        for row in original["rows"]
    ]
    return original["width"], rows


def _rows_by_cell(originals: Any, tables: list[tuple[int, list[Printed]]]) -> dict[str, tuple[int, Printed]]:
    """Address of a cell -> where its row stands on the page, and the row."""
    found: dict[str, tuple[int, Printed]] = {}
    for _, rows in tables:
        for row in rows:
            place = len(found)
            for cell in row.cells:
                found[cell.at] = (place, row)
    return found


def _row_of(step: Understood, where: Mapping[str, tuple[int, Printed]]) -> Printed | None:
    """The row a step is printed in: where its own cell stands, else the lowest of its cells."""
    own = where.get(step.told["at"])
    if own is not None and not own[1].steps:
        return own[1]
    others = [where[cell] for cell in step.told["cells"] if cell in where]
    if not others:
        return own[1] if own is not None else None
    return max(others, key=lambda one: one[0])[1]
