"""Bare numbers whose unit nothing prints: the printed total can prove whether they are days or hours."""

from __future__ import annotations

from engine.procedures.sheets.durations import Measure, read_duration
from engine.procedures.sheets.language import small
from engine.procedures.sheets.numerals import value_of
from engine.procedures.sheets.process import Process, Step
from engine.procedures.sheets.sums import sum_hours, term_of


def prove_units(process: Process) -> None:
    """Read bare numbers as the one unit with which the steps add up to the total; else leave them open."""
    bare = [step for step in process.steps() if step.time.kind == "unspecified" and _is_number(step)]
    term = term_of(process)
    if not bare or term is None or term.duration.hours is None:
        return
    others = [step for step in process.steps() if step not in bare]
    fitting = []
    for unit in ("ngày", "giờ"):
        measure = Measure(unit, process.day)
        read = [
            Step("", "", "", read_duration(step.time.text, measure), shared_group=step.shared_group) for step in bare
        ]
        if sum_hours([*others, *read]) == term.duration.hours:
            fitting.append(read)
    if len(fitting) != 1:
        return
    for step, proven in zip(bare, fitting[0], strict=True):
        step.open_points = [point for point in step.open_points if point.reason not in step.time.doubts]
        step.time = proven.time


def _is_number(step: Step) -> bool:
    return value_of(small(step.time.text).strip(" .;")) is not None
