"""What belongs together in the table: agencies, parallel blocks, shared times, cases; and the running sum."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal

from admin_ui.declare import words
from admin_ui.declare.working.steps.lines import Band, Line
from engine.bpmn.definition import Definition
from engine.bpmn.table import Table
from engine.bpmn.timing import Timing
from engine.procedures import labels
from engine.text import Text

_SPLIT = Text("Làm song song · chờ xong tất cả các nhánh rồi đi tiếp", "Side by side · goes on when all are done")


def banded(definition: Definition, read: Table, lines: list[Line]) -> list[Line]:
    """The lines with a heading wherever a block begins."""
    hours = _agency_hours(read)
    made: list[Line] = []
    before: Line | None = None
    for line in lines:
        made.append(dataclasses.replace(line, bands=tuple(_begin(definition, before, line, hours))))
        before = line
    return made


def summed(definition: Definition, lines: list[Line], case: str | None) -> list[Line]:
    """The lines with what each adds to the total of a case, and the total so far."""
    adds = dict(Timing(definition).way(case))
    total, made = Decimal(0), []
    for line in lines:
        mine = adds.get(line.element)
        total += mine or 0
        made.append(dataclasses.replace(line, adds=mine, upto=total if mine else None))
    return made


def case_name(definition: Definition, case: str) -> Text:
    """What a case is called."""
    name = next((one.name for one in definition.cases if one.id == case), case) or case
    return labels.translated(definition, f"case.{case}", name)


def _begin(definition: Definition, before: Line | None, line: Line, hours: Mapping[str | None, Decimal]) -> list[Band]:
    found = []
    if line.agency is not None and (before is None or before.agency != line.agency):
        found.append(Band("agency", _agency(definition, line.agency, hours)))
    if line.cases and (before is None or before.cases != line.cases) and line.kind == "step":
        named = [case_name(definition, one) for one in line.cases]
        vi, en = ", ".join(one.vi for one in named), ", ".join(one.en for one in named)
        found.append(Band("case", Text(f"Chỉ trong trường hợp: {vi}", f"Only in the case: {en}")))
    if line.parallel and (before is None or before.parallel != line.parallel):
        found.append(Band("parallel", _SPLIT, line.parallel))
    if line.shared and (before is None or before.shared != line.shared):
        took = line.time
        vi, en = (f" · {took.vi}", f" · {took.en}") if took else ("", "")
        found.append(Band("shared", Text(f"Tính chung một thời gian{vi}", f"One time for all of these{en}")))
    return found


def _agency(definition: Definition, agency: str, hours: Mapping[str | None, Decimal]) -> Text:
    named = words.unit(definition, agency) or Text(agency, agency)
    took = words.amount(hours.get(agency, Decimal(0)), "working_hours")
    return Text(f"{named.vi} · {took.vi}", f"{named.en} · {took.en}")


def _agency_hours(read: Table) -> dict[str | None, Decimal]:
    found: dict[str | None, Decimal] = {}
    for row in read.rows:
        if row.hours is not None:
            found[row.block] = found.get(row.block, Decimal(0)) + row.hours
    return found
