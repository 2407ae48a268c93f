"""What the child tells of a file: every procedure with its draft, its printed rows, its steps and its open points.

Everything is plain data, so that the parent never opens the untrusted file itself.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from engine.bpmn.reader import read
from engine.procedures.sheets.document import flat
from engine.procedures.sheets.drafting.drafts import Draft, drafts_of
from engine.procedures.sheets.importing import Imported, import_sheet
from engine.procedures.sheets.process import OpenPoint, Process, Section, Step
from engine.procedures.sheets.progress import Tell
from engine.procedures.sheets.reimport import reimport
from engine.procedures.sheets.sums import sum_hours, term_of, total_of_case
from engine.procedures.sheets.understanding.places import APPLICANT
from engine.procedures.sheets.understanding.understand import runs
from engine.procedures.sources import Sources
from engine.publication.imports.original import originals
from engine.publication.imports.places import key_of, said


def work(envelope: bytes, tell: Tell) -> dict[str, Any]:
    """Answer an envelope: the file, and declared procedures that a procedure of it is compared with, if any."""
    asked = json.loads(envelope)
    imported = import_sheet(base64.b64decode(asked["data"]), progress=tell)
    against = asked.get("against")
    if against is not None:
        return {"procedures": [], "compared": [_compared(imported, one) for one in against]}
    return {"procedures": [_procedure(imported, one) for one in drafts_of(imported, progress=tell)]}


def _compared(imported: Imported, asked: dict[str, Any]) -> dict[str, Any]:
    sources = Sources({path: base64.b64decode(data) for path, data in asked["files"].items()})
    found = reimport(sources, imported, draft=asked["position"])
    return {
        "position": asked["position"],
        "bpmn": base64.b64encode(found.sources.bpmn).decode(),
        "edits": len(found.edits),
        "refused": [list(one.why) for one in found.refused],
    }


def _procedure(imported: Imported, draft: Draft) -> dict[str, Any]:
    processes = [imported.processes[one] for one in draft.processes]
    steps = [step for process in processes for step in process.steps()]
    elements = _elements(draft.bpmn, steps)
    rows = {id(step): number for number, step in enumerate(steps)}
    return {
        "key": draft.key,
        "name": processes[0].title,
        "codes": list(dict.fromkeys(code for process in processes for code in process.codes)),
        "bpmn": base64.b64encode(draft.bpmn).decode(),
        "forms": {name: base64.b64encode(form).decode() for name, form in draft.forms.items()},
        "parts": [_part(imported, process) for process in processes],
        "rows": [_row(step, elements[number]) for number, step in enumerate(steps)],
        "points": [point for process in processes for point in _points(process, rows)],
    }


def _part(imported: Imported, process: Process) -> dict[str, Any]:
    return {
        "case": process.case or "",
        "sums": list(_sums(process)),
        "originals": originals(imported.document, process),
    }


def _sums(process: Process) -> Iterator[dict[str, Any]]:
    """What the steps add up to beside the printed total: once, or for every case of the table."""
    found = runs(process)
    for items in found:
        steps = [item for item in items if isinstance(item, Step)]
        cases = [item for item in items if isinstance(item, Section) and item.kind == "case"]
        case = cases[-1] if cases and len(found) > 1 else None
        total = term_of(process) if case is None else total_of_case(process, case)
        yield {
            "case": case.text if case is not None else "",
            "total": _number(sum_hours(steps)),
            "term": _number(total.duration.hours) if total is not None else None,
        }


def _elements(bpmn: bytes, steps: Sequence[Step]) -> list[str | None]:
    """The element of the draft each step became; None for what the applicant does."""
    worked = [number for number, step in enumerate(steps) if step.codes is not None or not _applicant(step)]
    nodes = [node.id for node in read(bpmn).steps() if node.step is not None]
    places: list[str | None] = [None] * len(steps)
    if len(worked) == len(nodes):
        for number, node in zip(worked, nodes, strict=True):
            places[number] = node
    return places


def _applicant(step: Step) -> bool:
    return step.understood.unit == APPLICANT


def _row(step: Step, element: str | None) -> dict[str, Any]:
    return {
        "element": element,
        "applicant": _applicant(step),
        "label": step.label,
        "sub": step.sub,
        "actor": flat(step.actor),
        "content": flat(step.whole_content),
        "time": flat(step.time.text),
        "result": flat(step.result),
        "at": key_of(step.where),
        "cells": [key_of(cell.where) for cell in step.cells],
        "texts": [flat(cell.text) for cell in step.cells if cell.text],
    }


def _points(process: Process, rows: dict[int, int]) -> list[dict[str, Any]]:
    own = [_point(point, None) for point in process.open_points]
    return own + [_point(point, rows[id(step)]) for step in process.steps() for point in step.open_points]


def _point(point: OpenPoint, row: int | None) -> dict[str, Any]:
    return {
        "row": row,
        "cell": key_of(point.where),
        "place": said(point.where)._asdict(),
        "text": flat(point.text),
        "reason": point.reason._asdict(),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
