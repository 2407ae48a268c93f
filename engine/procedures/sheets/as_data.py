"""The processes of a sheet as plain data: the JSON of ``quytrinh import-sheet``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from engine.procedures.sheets.document import Where
from engine.procedures.sheets.process import OpenPoint, Process, Step
from engine.procedures.sheets.sums import term_of
from engine.procedures.sheets.understanding.understand import runs


def as_data(processes: Sequence[Process], files: Mapping[int, str] | None = None) -> dict[str, object]:
    """All processes in printed order; ``files`` names the written file of each by its position."""
    known = files or {}
    return {"procedures": [_process(one, known.get(index)) for index, one in enumerate(processes)]}


def _process(process: Process, file: str | None) -> dict[str, object]:
    term = term_of(process)
    rows: list[dict[str, object]] = []
    for items in runs(process):
        steps = [item for item in items if isinstance(item, Step)]
        rows += [_row(list(group), steps) for _, group in groupby(steps, _printed)]
    return {
        "title": process.title,
        "titles": list(process.titles),
        "code": process.codes[0] if process.codes else None,
        "codes": list(process.codes),
        "case": process.case,
        "term_hours": _number(term.duration.hours) if term else None,
        "rows": rows,
        "open_points": [_point(one) for one in process.points()],
        "file": file,
    }


def _printed(step: Step) -> object:
    return step.printed_row if step.printed_row is not None else id(step)


def _row(group: list[Step], steps: Sequence[Step]) -> dict[str, object]:
    """One printed row; where it prints several people with a time each, the steps made of it are its ``parts``."""
    if len(group) == 1:
        return _step(group[0], steps)
    parts = [_step(step, steps) for step in group]
    row = dict(parts[0], sub=None, parts=parts)
    row["actor"] = "\n".join(step.actor for step in group)
    row["time_text"] = "\n".join(step.time.text for step in group)
    row["result"] = group[-1].result or None
    row["hours"] = _number(sum((step.time.hours for step in group if step.time.hours is not None), Decimal(0)))
    return row


def _step(step: Step, steps: Sequence[Step]) -> dict[str, object]:
    known = step.understood
    returns = [one.target for one in known.branches if one.goes_to == "step" and one.target is not None]
    return {
        "label": step.label,
        "sub": step.sub,
        "actor": step.actor,
        "content": step.content,
        "continued": step.continued,
        "time_text": step.time.text,
        "hours": _number(step.time.hours),
        "count": step.count,
        "shared_group": step.shared_group,
        "result": step.result or None,
        "unit": known.unit,
        "post": known.post,
        "alternatives": list(known.alternatives),
        "outcomes": [
            {
                "id": one.id,
                "name": one.name,
                "goes_to": _target(one.goes_to, one.target, steps),
                "produces": one.produces,
            }
            for one in known.branches
        ],
        "returns_to": [steps[target].label for target in returns],
        "open": [one.reason.vi for one in step.open_points],
    }


def _target(kind: str, target: int | None, steps: Sequence[Step]) -> str:
    if kind == "step" and target is not None:
        return steps[target].label
    return kind


def _point(point: OpenPoint) -> dict[str, object]:
    return {"where": _where(point.where), "text": point.text, "reason": point.reason.vi, "reason_en": point.reason.en}


def _where(where: Where) -> dict[str, object]:
    place: dict[str, object] = {"table": where.table, "row": where.row, "column": where.column}
    if where.paragraph is not None:
        place["paragraph"] = where.paragraph
    return place


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
