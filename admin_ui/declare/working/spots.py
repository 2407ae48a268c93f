"""Where in a working copy a finding or a change stands: the tab, the very row or element, and words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from flask import current_app, url_for

from admin_ui.declare.working.frame import TABS
from engine.bpmn.definition import Definition, Node
from engine.procedures import labels
from engine.procedures.sources import DIAGRAM, SCENARIOS
from engine.publication.findings import Found
from engine.text import Text

SHEET, STEPS, DIAGRAM_TAB = "declare.working_sheet", "declare.working_steps", "declare.working_diagram"
REHEARSAL = "declare.working_rehearsal"
FORMS, DOCUMENTS, FEES = "declare.working_forms", "declare.working_documents", "declare.working_fees"

_WHOLE: Final = Text("Cả thủ tục", "The whole procedure")
_ROWS: Final = (("document", DOCUMENTS, "documents"), ("fee", FEES, "fees"), ("no_documents", DOCUMENTS, ""))

_LISTS: Final = {"term": "thoi-han", "case": "truong-hop", "result": "ket-qua", "covers": "ma"}
"""Where on the sheet a kind of finding is put right, by the first word of its code."""


@dataclass(frozen=True)
class Spot:
    """The tab's endpoint, what the place is called, its id in the file, and the address (None: no page shows it)."""

    tab: str
    place: Text
    detail: str
    href: str | None


def of(copy_id: int, definition: Definition, found: Found) -> Spot:
    """Where a finding stands."""
    if found.file.startswith("forms/"):
        name = PurePosixPath(found.file).stem
        inside = found.where.removeprefix(found.file).strip()
        return Spot(FORMS, Text(f"Biểu mẫu {name}", f"Form {name}"), inside, _at(copy_id, FORMS, ten=name))
    if found.file == SCENARIOS:
        return Spot(REHEARSAL, Text("Kịch bản", "Scenarios"), "", _at(copy_id, REHEARSAL, anchor="kich-ban"))
    if found.file != DIAGRAM:
        return Spot(FEES, Text(f"Tệp {found.file}", f"File {found.file}"), "", _at(copy_id, FEES))
    node, flow = definition.nodes.get(found.element), definition.flows.get(found.element)
    if node is not None:
        return _node(copy_id, definition, node)
    if flow is not None:
        place = Text(f"Nhánh “{flow.name or flow.id}”", f"Flow “{flow.name or flow.id}”")
        return Spot(DIAGRAM_TAB, place, _line(flow.id, flow.line), _drawn(copy_id, flow.id))
    return _sheet(copy_id, definition, found)


def label(tab: str) -> Text:
    """What a tab is called."""
    return next((one.label for one in TABS if one.endpoint == tab), _WHOLE)


def _node(copy_id: int, definition: Definition, node: Node) -> Spot:
    name = labels.node_name(definition, node)
    no = node.step.no if node.step else None
    place = Text(f"Bước {no}. {name.vi}", f"Step {no}. {name.en}") if no else Text(f"“{name.vi}”", f"“{name.en}”")
    if node.kind in ("user", "receive", "service"):
        return Spot(STEPS, place, _line(node.id, node.line), _at(copy_id, STEPS, anchor=f"b-{node.id}"))
    return Spot(DIAGRAM_TAB, place, _line(node.id, node.line), _drawn(copy_id, node.id))


def _sheet(copy_id: int, definition: Definition, found: Found) -> Spot:
    """A finding about the official sheet; the row it speaks of is the one it names."""
    for start, tab, rows in _ROWS:
        if found.code.startswith(start):
            row = _named(getattr(definition, rows), found) if rows else None
            if row is None:
                return Spot(tab, label(tab), "", _at(copy_id, tab))
            return Spot(tab, Text(f"“{row[1]}”", f"“{row[1]}”"), "", _at(copy_id, tab, place=row[0]))
    if found.code in ("no_drawing", "not_drawn") or found.element not in ("", definition.process_id):
        where = found.where if found.element != definition.process_id else ""
        return Spot(DIAGRAM_TAB, _WHOLE, where, _drawn(copy_id, found.element))
    return Spot(SHEET, _WHOLE, "", _at(copy_id, SHEET, anchor=_LISTS.get(found.code.partition("_")[0])))


def _named(rows: Iterable[object], found: Found) -> tuple[int, str] | None:
    """The place in its list, and the name, of the row a message names."""
    for place, row in enumerate(rows):
        key, name = str(getattr(row, "id", "")), str(getattr(row, "name", ""))
        if f"“{name or key}”" in found.message.vi or f"“{key}”" in found.message.vi:
            return place, name or key
    return None


def _drawn(copy_id: int, element: str) -> str | None:
    return _at(copy_id, DIAGRAM_TAB, phan_tu=element)


def _at(copy_id: int, tab: str, *, anchor: str | None = None, **more: Any) -> str | None:
    if tab not in current_app.view_functions:
        return None
    return url_for(tab, copy_id=copy_id, _anchor=anchor, **more)


def _line(element: str, line: int | None) -> str:
    return element if line is None else f"{element} : {line}"
