"""What the editor shows while somebody draws: the findings at their elements, and corrections by one click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from admin_ui.declare import findings as lines
from admin_ui.web.language import said
from engine.bpmn import edit
from engine.bpmn.checks import Finding
from engine.bpmn.edit.edits import Edit, LayOut
from engine.bpmn.layout import lay_out
from engine.organisation import posts
from engine.platform.db import reading
from engine.platform.errors import Invalid
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.findings import ERROR, Found
from engine.publication.inspection import Inspection, inspect
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

LAY_OUT = "lay_out"
"""Instead of a finding's code: draw everything anew."""


def findings(copy: WorkingCopy, data: bytes) -> list[dict[str, Any]]:
    """The findings of a draft, errors first, each with the element it stands at and whether it can be mended."""
    inspection = _inspected(copy, data)
    found = sorted(inspection.findings, key=lambda one: one.severity != ERROR)
    places = lines.of(inspection.definition, found)
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "element": one.element,
            "place": said(line.place),
            "message": said(one.message),
            "hint": said(one.hint),
            "mends": _fix(inspection, one) is not None,
        }
        for one, line in zip(found, places, strict=True)
    ]


def mended(copy: WorkingCopy, data: bytes, code: str, element: str) -> bytes:
    """The diagram after the correction of one finding. Raises ``Invalid`` or ``EditRefused``."""
    if code == LAY_OUT:
        return lay_out(data)
    inspection = _inspected(copy, data)
    same = (one for one in inspection.findings if (one.code, one.element) == (code, element))
    change = next((fix for one in same if (fix := _fix(inspection, one)) is not None), None)
    if change is None:
        raise Invalid(
            Text("Chỗ này đã khác, không sửa tự động được nữa.", "This place has changed; it cannot be mended so."),
            Text("Xem lại danh sách điểm cần sửa.", "Look at the list of findings again."),
        )
    return edit.apply(data, change, retired=copy.retired)


def _inspected(copy: WorkingCopy, data: bytes) -> Inspection:
    with reading() as session:
        known = posts.installed(session)
    sources = Sources({**copy.sources.files, DIAGRAM: data})
    return inspect(sources, stage="draft", known=known, compile_with=_not_yet)


def _fix(inspection: Inspection, found: Found) -> Edit | None:
    """The safe correction of a finding of the diagram itself; laying out anew has its own button."""
    if found.file != DIAGRAM:
        return None
    finding = Finding(found.code, "error", found.element, found.message, found.hint)
    try:
        change = edit.fixes(inspection.definition, finding)
    except KeyError:
        return None
    return None if isinstance(change, LayOut) else change


def _not_yet(bpmn: bytes, tables: Mapping[str, bytes]) -> None:
    """Whether it runs is tried on the page of checks: it takes seconds."""
