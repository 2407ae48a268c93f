"""Steps that a column of cases limits to some cases: the ways around them, drawn by the editor of diagrams."""

from __future__ import annotations

from itertools import groupby

from engine.bpmn.edit import EditRefused, apply
from engine.bpmn.edit.edits import OnlyInCases
from engine.bpmn.reader import read
from engine.procedures.sheets.process import OpenPoint, Process
from engine.text import Text


def in_cases(bpmn: bytes, process: Process) -> bytes:
    """``bpmn`` with every run of steps of the same cases passed by in all other cases."""
    steps = [step for step in process.steps() if step.codes is not None]
    ids = set(read(bpmn).nodes) if any(step.cases for step in steps) else set()
    for cases, run in groupby(steps, lambda step: step.cases):
        keys = tuple(step.codes.id for step in run if step.codes is not None and step.codes.id in ids)
        if cases and keys:
            bpmn = _limited(bpmn, process, OnlyInCases(keys, ()), OnlyInCases(keys, cases))
    return bpmn


def _limited(bpmn: bytes, process: Process, *edits: OnlyInCases) -> bytes:
    made = bpmn
    try:
        for edit in edits:
            made = apply(made, edit)
    except EditRefused as refusal:
        process.open_points.append(OpenPoint(process.where, "", Text(refusal.said_in("vi"), refusal.said_in("en"))))
        return bpmn
    return made
