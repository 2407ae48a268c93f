"""An edited sheet against what is declared: the difference in sentences, and the edits that bring the diagram to it.

Rows are matched to steps; only what the sheet says is changed. Forms, papers, fees, coordinates and the ids of steps
that stay are untouched, because every change is an edit of the diagram and nothing is drafted anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.bpmn import table
from engine.bpmn.difference import Change, between
from engine.bpmn.edit import EditRefused, apply
from engine.bpmn.edit.edits import AddStep, ChangeSheet, Edit, MoveStep, RemoveStep
from engine.bpmn.reader import read
from engine.procedures.sheets.drafting.drafts import drafts_of
from engine.procedures.sheets.drafting.names import short
from engine.procedures.sheets.importing import Imported
from engine.procedures.sheets.matching import Face, matches
from engine.procedures.sheets.outcome_edits import outcome_edits
from engine.procedures.sheets.printed_rows import PrintedRow, new_step, printed_rows, step_edit, term_change
from engine.procedures.sheets.process import OpenPoint
from engine.procedures.sources import DIAGRAM, Sources
from engine.text import Text


@dataclass(frozen=True)
class Refused:
    """An edit the diagram does not bear; somebody has to make the change in the editor."""

    edit: Edit
    why: Text


@dataclass(frozen=True)
class Reimport:
    """``changes`` say what the sheet changes, ``edits`` do it in this order, ``sources`` are the files after them.

    ``kept`` are the ids of the steps whose rows were found again; ``open_points`` stand at cells of the sheet.
    """

    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]
    refused: tuple[Refused, ...]
    sources: Sources
    kept: tuple[str, ...]
    open_points: tuple[OpenPoint, ...]


def reimport(sources: Sources, imported: Imported, *, draft: int = 0) -> Reimport:
    """Compare procedure ``draft`` of a newly read sheet with ``sources``. Raises IndexError when there is none."""
    chosen = drafts_of(imported)[draft]
    processes = [imported.processes[one] for one in chosen.processes]
    rows = printed_rows(read(chosen.bpmn), processes)
    work = _Work(sources.bpmn)
    places = _placed(work, rows)
    kept = tuple(key for key in places if key is not None)
    _remove(work, kept)
    elements = _order(work, rows, places)
    _facts(work, rows, elements)
    for edit in outcome_edits(read(work.bpmn), rows, elements):
        work.do(edit)
    change = term_change(read(work.bpmn), processes)
    if change:
        work.do(ChangeSheet(change))
    files = {**sources.files, DIAGRAM: work.bpmn}
    changes = tuple(one for one in between(read(sources.bpmn), read(work.bpmn)) if one.about != "drawing")
    points = tuple(point for process in processes for point in process.points())
    return Reimport(changes, tuple(work.edits), tuple(work.refused), Sources(files), kept, points)


class _Work:
    """The diagram on its way to the sheet."""

    def __init__(self, bpmn: bytes) -> None:
        self.bpmn = bpmn
        self.edits: list[Edit] = []
        self.refused: list[Refused] = []

    def do(self, edit: Edit) -> bool:
        """Carry out one edit; a refused one is remembered and changes nothing."""
        try:
            made = apply(self.bpmn, edit)
        except EditRefused as refusal:
            self.refused.append(Refused(edit, Text(refusal.said_in("vi"), refusal.said_in("en"))))
            return False
        if made != self.bpmn:
            self.bpmn = made
            self.edits.append(edit)
        return True

    def rows(self) -> tuple[table.Row, ...]:
        """The steps as the diagram has them now, in the order of work."""
        return table.read(read(self.bpmn)).rows


def _placed(work: _Work, rows: Sequence[PrintedRow]) -> list[str | None]:
    """The element of every printed row, None for a new one."""
    steps = work.rows()
    old = [Face(row.element, row.no, (row.unit, row.post), row.content) for row in steps]
    new = [Face(row.key, row.no, (row.step.unit, row.step.post), row.content) for row in rows]
    found = matches(old, new)
    places: list[str | None] = [None] * len(rows)
    for before, after in found.items():
        places[after] = steps[before].element
    return places


def _remove(work: _Work, kept: Sequence[str]) -> None:
    """Take out the steps no row stands for; those who came back to one come back to the step before it."""
    rows = work.rows()
    for position, row in reversed(list(enumerate(rows))):
        if row.element in kept:
            continue
        before = next((one.element for one in reversed(rows[:position]) if one.element in kept), None)
        following = next((one.element for one in rows[position + 1 :] if one.element in kept), None)
        plain = RemoveStep(row.element)
        refusals = len(work.refused)
        if not work.do(plain) and (before or following):
            del work.refused[refusals:]
            work.do(RemoveStep(row.element, before or following))


def _order(work: _Work, rows: Sequence[PrintedRow], places: Sequence[str | None]) -> list[str | None]:
    """Bring the steps into the printed order and add the new ones; the element of every row."""
    elements: list[str | None] = []
    previous: str | None = None
    for row, place in zip(rows, places, strict=True):
        if place is None:
            place = _added(work, row, previous)
        elif not _follows(work, place, previous):
            work.do(MoveStep(place, previous))
        elements.append(place)
        previous = place or previous
    return elements


def _follows(work: _Work, element: str, previous: str | None) -> bool:
    order = [row.element for row in work.rows()]
    position = order.index(element)
    return position == 0 if previous is None else order[position - 1] == previous


def _added(work: _Work, row: PrintedRow, previous: str | None) -> str | None:
    before = {one.element for one in work.rows()}
    step = new_step(row, work.rows())
    if not work.do(AddStep(previous, row.name or short(row.content) or f"Bước {row.no}", step, id=row.key)):
        return None
    return next((one.element for one in work.rows() if one.element not in before), None)


def _facts(work: _Work, rows: Sequence[PrintedRow], elements: Sequence[str | None]) -> None:
    for row, element in zip(rows, elements, strict=True):
        if element is None:
            continue
        edit = step_edit(read(work.bpmn).nodes[element], row)
        if edit is not None:
            work.do(edit)
