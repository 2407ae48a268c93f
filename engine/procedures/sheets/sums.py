"""Adds the printed times up and compares them with the printed totals: per procedure, per case, per agency."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import UNCOUNTED, OpenPoint, Process, Section, Step, Total
from engine.text import Text


def sum_hours(steps: Iterable[Step]) -> Decimal:
    """Hours of the steps that count; a time shared by several steps counts once."""
    total, seen = Decimal(0), set()
    for step in steps:
        if step.time.hours is None or (step.shared_group and step.shared_group in seen):
            continue
        total += step.time.hours
        seen.add(step.shared_group)
    return total


def term_of(process: Process) -> Total | None:
    """The total that applies to the whole process: the last total row, else the header, else a heading; None when
    there is none, or when each case has its own."""
    whole = [one for one in process.totals() if one.scope is None]
    if any(isinstance(item, Section) and item.kind == "case" for item in process.items):
        return None
    for source in ("total_row", "header_cell", "heading"):
        found = [one for one in whole if one.source == source]
        if found:
            return found[-1]
    return None


def check_sums(process: Process) -> None:
    """Add an open point for every total that its steps do not add up to."""
    cases = [item for item in process.items if isinstance(item, Section) and item.kind == "case"]
    if any(step.cases for step in process.steps()):
        return
    if cases:
        for case in cases:
            _compare(process, _steps_under(process, case), total_of_case(process, case))
    else:
        term = term_of(process)
        _compare(process, list(process.steps()), term)
        _agree(process, term)
    for item in process.items:
        if isinstance(item, Section) and item.kind == "agency" and item.hours is not None:
            steps = _steps_under(process, item)
            if _measured(steps) and sum_hours(steps) != item.hours:
                _report(process, item.text, sum_hours(steps), item.hours, item)
    _subtotals(process)


def _agree(process: Process, term: Total | None) -> None:
    """Totals printed twice (above the table and in its last row) must say the same."""
    for other in process.totals():
        printed = other.duration.hours
        if term is None or other is term or other.scope is not None or printed is None:
            continue
        if term.duration.hours is not None and printed != term.duration.hours:
            first, second = _number(printed), _number(term.duration.hours)
            process.open_points.append(
                OpenPoint(
                    other.where,
                    other.text,
                    Text(
                        f"Thời hạn in hai nơi khác nhau: {first} giờ và {second} giờ.",
                        f"The term is printed twice and differs: {first} hours and {second} hours.",
                    ),
                )
            )


def _subtotals(process: Process) -> None:
    steps: list[Step] = []
    for item in process.items:
        if isinstance(item, Step):
            steps.append(item)
        elif isinstance(item, Total) and item.scope is not None:
            _compare(process, steps, item)
            steps = []


def total_of_case(process: Process, case: Section) -> Total | None:
    """The total printed for one case: the row after its steps, or the line of the heading that names it."""
    inside = False
    for item in process.items:
        if isinstance(item, Section) and item.kind == "case":
            inside = item is case
        elif inside and isinstance(item, Total) and item.scope is None:
            return item
    for total in process.totals():
        if total.source == "heading" and _names(total.text, case.text):
            case.hours = total.duration.hours
            return total
    return None


def _names(total: str, case: str) -> bool:
    words = set(bare(case).split())
    said = set(bare(total).split())
    return bool(words) and len(words & said) / len(words) > 0.9 and bare(case).strip(" .;:")[-12:] in bare(total)


def _steps_under(process: Process, section: Section) -> list[Step]:
    steps, inside = [], False
    for item in process.items:
        if item is section:
            inside = True
        elif isinstance(item, Section) and (item.kind == section.kind or item.kind == "case"):
            inside = False
        elif inside and isinstance(item, Step):
            steps.append(item)
    return steps


def _measured(steps: list[Step]) -> bool:
    return all(step.time.counted or step.count in ("excluded", "office_hours") for step in steps)


def _compare(process: Process, steps: list[Step], total: Total | None) -> None:
    if total is None or total.duration.hours is None or not steps:
        return
    added = sum_hours(steps)
    blank = [step for step in steps if step.time.kind == "none" and step.codes is None]
    if blank and added == total.duration.hours:
        for step in blank:
            step.flags.append(UNCOUNTED)
    if not _measured(steps):
        return
    if added != total.duration.hours:
        _report(process, total.text, added, total.duration.hours, total)


def _report(process: Process, text: str, added: Decimal, printed: Decimal, at: Section | Total) -> None:
    first, second = _number(added), _number(printed)
    process.open_points.append(
        OpenPoint(
            at.where,
            text,
            Text(
                f"Cộng các bước được {first} giờ, tổng in trên bảng là {second} giờ.",
                f"The steps add up to {first} hours, the printed total is {second} hours.",
            ),
        )
    )


def _number(hours: Decimal) -> str:
    return f"{hours.normalize():f}".replace(".", ",")
