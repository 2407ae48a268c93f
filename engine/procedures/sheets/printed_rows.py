"""The rows of a newly read sheet beside the steps of a diagram: what of a step a row changes, and what it leaves."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.bpmn.definition import Definition, Node, Outcome, Step
from engine.bpmn.edit.edits import ChangeStep
from engine.bpmn.edit.sheet_change import SheetChange
from engine.bpmn.table import Row
from engine.bpmn.timing import limit_hours, term_hours
from engine.procedures.sheets.document import flat
from engine.procedures.sheets.matching import number
from engine.procedures.sheets.process import Branch, Process
from engine.procedures.sheets.process import Step as Printed
from engine.procedures.sheets.sums import term_of
from engine.procedures.sheets.understanding.places import APPLICANT


@dataclass(frozen=True)
class PrintedRow:
    """One row. ``step`` is how a draft would declare it; ``exact`` when the sheet speaks our own words.

    ``branches`` are its outcomes; their targets count the rows.
    """

    key: str | None
    no: str
    name: str
    content: str
    step: Step
    exact: bool
    doubtful_actor: bool
    branches: tuple[Branch, ...]


def printed_rows(draft: Definition, processes: Sequence[Process]) -> list[PrintedRow]:
    """The rows in printed order; the applicant's own steps are no rows of the office."""
    printed = [step for process in processes for step in process.steps()]
    worked = [step for step in printed if step.codes is not None or step.understood.unit != APPLICANT]
    nodes = [node for node in draft.steps() if node.step is not None]
    return [_row(node, step) for node, step in zip(nodes, worked, strict=False)]


def _row(node: Node, printed: Printed) -> PrintedRow:
    exact = printed.heard is not None and bool(printed.heard.ways)
    who = printed.heard is not None and printed.heard.who is not None
    actor = not who and any(point.text == printed.actor for point in printed.open_points)
    return PrintedRow(
        key=printed.codes.id if printed.codes is not None else None,
        no=printed.label,
        name=printed.codes.name if printed.codes is not None else "",
        content=printed.whole_content,
        step=node.step or Step(),
        exact=exact,
        doubtful_actor=actor or not printed.actor,
        branches=printed.understood.branches,
    )


def step_edit(node: Node, row: PrintedRow) -> ChangeStep | None:
    """The edit that gives a step what its row says; None when it says the same."""
    was = node.step or Step()
    to = dataclasses.replace(was, no=_number(was, row), content=_work(was, row, node.name))
    to = _time(_who(to, row), row)
    if row.exact:
        to = dataclasses.replace(to, produces=row.step.produces, case=row.step.case)
    return ChangeStep(node.id, to) if to != was else None


def new_step(row: PrintedRow, rows: Sequence[Row]) -> Step:
    """A step for a new row, with the form of another step of its kind; its first outcome goes on."""
    alike = next((one.form for one in rows if one.kind == row.step.kind and one.form), None)
    first = row.step.outcomes[:1] or (Outcome("xong", "Đã thực hiện"),)
    return dataclasses.replace(row.step, form=alike, outcomes=first, case=())


def term_change(definition: Definition, processes: Sequence[Process]) -> SheetChange | None:
    """Another time limit, where the sheet prints one total and the declaration has one limit."""
    total = term_of(processes[0]) if len(processes) == 1 else None
    hours = total.duration.hours if total is not None else None
    whole = [one for one in definition.terms if not one.agency and not one.channel]
    if hours is None or total is None or len(whole) != 1 or definition.cases:
        return None
    known = term_hours(whole)
    if known is None or known == hours or whole[0].unit == "same_day":
        return None
    days = whole[0].unit == "working_days" and hours % 4 == 0
    value = hours / 8 if days else hours
    unit = "working_days" if days else "working_hours"
    terms = tuple(
        dataclasses.replace(one, value=Decimal(value), unit=unit) if one is whole[0] else one
        for one in definition.terms
    )
    return {"terms": terms}


def _number(was: Step, row: PrintedRow) -> str | None:
    return was.no if was.no and number(was.no) == number(row.no) else row.step.no


def _work(was: Step, row: PrintedRow, name: str) -> str | None:
    known = was.content or name
    return was.content if flat(known) == flat(row.content) else row.content


def _who(was: Step, row: PrintedRow) -> Step:
    if row.doubtful_actor or row.step.unit is None:
        return was
    said = row.step
    return dataclasses.replace(was, unit=said.unit, post=said.post or was.post, alternatives=said.alternatives)


def _time(was: Step, row: PrintedRow) -> Step:
    """Another limit or another way to count; the same time in other units stays as it is."""
    count = was.count if was.shared_group and row.step.shared_group else row.step.count
    same = limit_hours(was) == limit_hours(row.step) and (was.limit is None) == (row.step.limit is None)
    if same and was.count == count:
        return was
    return dataclasses.replace(was, count=count, limit=row.step.limit, limit_unit=row.step.limit_unit)
