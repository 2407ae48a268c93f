"""Hears our own words in a process: exact actors, outcomes, papers, shared times and cases, then the codes behind them.

A line or cell that is not exactly what this program says is left to the ordinary understanding of sheets.
"""

from __future__ import annotations

import dataclasses
from typing import Final

from engine.bpmn.vocabulary import Vocabulary
from engine.procedures.sheets.document import flat
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.own.codes import Codes, StepCodes
from engine.procedures.sheets.own.times import heard_shared
from engine.procedures.sheets.own.ways import Way, hear_papers, hear_way
from engine.procedures.sheets.own.who import hear_who
from engine.procedures.sheets.process import Heard, Process, Step
from engine.text import Text

CASE_HEADER: Final = "truong hop ap dung"


def hear(process: Process, vocabulary: Vocabulary) -> None:
    """Set ``heard``, ``codes`` and ``cases`` of every step; nothing changes on a sheet of another hand."""
    steps = list(process.steps())
    for step in steps:
        _lines(step, vocabulary)
        _who(step, vocabulary, own=process.own is not None)
    for step in steps:
        _shared(step, steps)
    if process.own is not None:
        _codes(steps, process.own)
        for step in steps:
            _case(step, process.own)


def _lines(step: Step, vocabulary: Vocabulary) -> None:
    ways: list[Way] = []
    papers: list[str] = []
    step.content = _without(step.content, ways, papers, vocabulary)
    _without(step.result, ways, papers, vocabulary)
    if ways or papers:
        step.heard = Heard(ways=tuple(ways), papers=tuple(papers))


def _without(text: str, ways: list[Way], papers: list[str], vocabulary: Vocabulary) -> str:
    """``text`` without the lines of our own, which are collected."""
    rest = []
    for line in text.split("\n"):
        way, made = hear_way(line, vocabulary), hear_papers(line, vocabulary)
        if way is not None:
            ways.append(way)
        elif made is not None:
            papers.extend(made)
        else:
            rest.append(line)
    return "\n".join(rest)


def _who(step: Step, vocabulary: Vocabulary, *, own: bool) -> None:
    who = hear_who(step.actor, vocabulary)
    if who is not None and (own or (who.unit is not None and who.post is not None)):
        step.heard = dataclasses.replace(step.heard or Heard(), who=who)


def _shared(step: Step, steps: list[Step]) -> None:
    row = heard_shared(step.time.text)
    if row is None or row > len(steps) or steps[row - 1] is step or steps[row - 1].time.hours is None:
        return
    leading = steps[row - 1]
    leading.shared_group = leading.shared_group or f"d{row}"
    step.shared_group = leading.shared_group
    step.open_points = [point for point in step.open_points if point.text != step.time.text]
    step.time = dataclasses.replace(leading.time, text=step.time.text)


def _codes(steps: list[Step], codes: Codes) -> None:
    """Every step takes the codes of its row: the same number and work, else the same work, else number and outcomes."""
    left = list(codes.steps)
    for alike in (_same, _same_work, _same_ways):
        for step in steps:
            if step.codes is not None:
                continue
            found = [one for one in left if alike(step, one)]
            if found and (alike is _same or len(found) == 1):
                step.codes = found[0]
                left.remove(found[0])
    groups = [step.codes.group for step in steps if step.codes is not None and step.codes.group]
    for step in steps:
        group = step.codes.group if step.codes is not None else ""
        if group and step.time.counted and (step.shared_group or groups.count(group) == 1):
            step.shared_group = group


def _same(step: Step, one: StepCodes) -> bool:
    return one.matches(step.label, step.content)


def _same_work(step: Step, one: StepCodes) -> bool:
    return bool(one.work) and one.matches(one.no, step.content)


def _same_ways(step: Step, one: StepCodes) -> bool:
    names = {way.name for way in step.heard.ways} if step.heard else set()
    return flat(one.no) == flat(step.label) and bool(names) and names == {name for _, name in one.outcomes}


def _case(step: Step, codes: Codes) -> None:
    said = next((text for header, text in step.extra.items() if bare(header) == CASE_HEADER), "")
    if not said:
        return
    known = {bare(one.name or one.id): one.id for one in codes.cases}
    names = [bare(part) for part in said.split("; ")]
    if all(name in known for name in names):
        step.cases = tuple(known[name] for name in names)
    else:
        step.doubt(step.where, said, _UNKNOWN_CASE)


_UNKNOWN_CASE = Text(
    "Cột trường hợp ghi tên không có trong danh sách trường hợp của thủ tục.",
    "The column of cases names a case the procedure does not have.",
)
