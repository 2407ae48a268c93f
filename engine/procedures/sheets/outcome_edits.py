"""Outcomes of a sheet in our own words against those of the diagram: the edits that bring one to the other.

Sheets of another hand do not print outcomes; what a diagram's steps end with is then left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.bpmn import table
from engine.bpmn.definition import Definition, Outcome, Wait
from engine.bpmn.edit.edits import AddOutcome, Await, ChangeOutcome, Edit, End, Goal, GoOn, RemoveOutcome, To
from engine.procedures.sheets.printed_rows import PrintedRow
from engine.procedures.sheets.process import Branch


def outcome_edits(definition: Definition, rows: Sequence[PrintedRow], elements: Sequence[str | None]) -> Iterator[Edit]:
    """The edits, step by step: new and other outcomes first, then those the sheet no longer has."""
    known = {row.element: row for row in table.read(definition).rows}
    for position, (row, element) in enumerate(zip(rows, elements, strict=True)):
        if row.exact and element in known:
            yield from _step(definition, known[element], row, elements, position)


def _step(
    definition: Definition, old: table.Row, row: PrintedRow, elements: Sequence[str | None], position: int
) -> Iterator[Edit]:
    before = {one.id: one for one in old.outcomes}
    for branch in row.branches:
        goal = _goal(branch, elements, position)
        outcome = Outcome(branch.id, branch.name, branch.produces)
        was = before.get(branch.id)
        if was is None:
            if goal is not None:
                yield AddOutcome(old.element, outcome, goal)
            continue
        said = (was.name, was.produces) != (branch.name, branch.produces)
        moved = goal is not None and not _leads(definition, was, branch, elements, position)
        if said or moved:
            yield ChangeOutcome(old.element, was.id, outcome if said else None, goal if moved else None)
    wanted = {branch.id for branch in row.branches}
    for key in before:
        if wanted and key not in wanted:
            yield RemoveOutcome(old.element, key)


def _goal(branch: Branch, elements: Sequence[str | None], position: int) -> Goal | None:
    if branch.goes_to == "end":
        result = branch.result or "refused"
        return End("granted" if result == "granted" else "stopped" if result == "stopped" else "refused")
    if branch.goes_to == "step" and branch.target is not None:
        target = elements[branch.target] if branch.target < len(elements) else None
        if target is None:
            return None
        return GoOn() if branch.target == position + 1 else To(target)
    if branch.goes_to == "wait":
        return Await(Wait(kind="supplement"))
    return GoOn()


def _leads(
    definition: Definition, was: table.RowOutcome, branch: Branch, elements: Sequence[str | None], position: int
) -> bool:
    """Whether the outcome leads there already."""
    nodes = [definition.nodes[key] for key in was.goal if key in definition.nodes]
    if len(nodes) != 1:
        return True
    if branch.goes_to == "end":
        return nodes[0].end_result == branch.result
    if branch.goes_to == "wait":
        return nodes[0].kind == "receive"
    if branch.goes_to == "step" and branch.target is not None and branch.target < len(elements):
        return nodes[0].id == elements[branch.target]
    return True
