"""The checks tab: everything found, part by part, each with the way to its place and, where safe, a one-click fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare.working import checked, frame, normalising, spots
from admin_ui.declare.working.checked import Checked
from admin_ui.declare.working.spots import Spot
from admin_ui.web import flash
from engine.bpmn import edit
from engine.bpmn.definition import Definition
from engine.bpmn.edit import EditRefused
from engine.bpmn.edit.edits import Edit
from engine.bpmn.edit.fix_words import words_of
from engine.platform.errors import AppError
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.findings import Found
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

WRONG, NEEDED, NOTE = "wrong", "needed", "note"
_AT_MOST: Final = 60
"""Corrections carried out by one press of “correct all”."""


@dataclass(frozen=True)
class Line:
    """One finding: how grave, where, and what the button does when there is one."""

    grade: str
    found: Found
    spot: Spot
    fix: Text | None


@dataclass(frozen=True)
class Part:
    """The findings that one tab can put right."""

    tab: str
    label: Text
    lines: tuple[Line, ...]


def register(blueprint: Blueprint) -> None:
    """Add the tab and the corrections."""
    add = blueprint.add_url_rule
    add("/soan/<int:copy_id>/kiem-tra", "working_checks", _page)
    add("/soan/<int:copy_id>/kiem-tra/sua", "working_fix", _fix, methods=["POST"])
    add("/soan/<int:copy_id>/kiem-tra/sua-het", "working_fix_all", _fix_all, methods=["POST"])


def _page(copy_id: int, error: EditRefused | AppError | None = None) -> Response:
    copy = frame.load(copy_id)
    full = request.args.get("muc") == "day-du"
    found = checked.in_full(copy.sources) if full else checked.at_once(copy.sources)
    parts = parts_of(copy, found)
    return frame.page(
        "declare/working/checks.html",
        copy,
        error=error,
        found=found,
        parts=parts,
        fixable=sum(line.fix is not None for part in parts for line in part.lines),
        full=full,
        offers=normalising.offers(copy),
    )


def parts_of(copy: WorkingCopy, found: Checked) -> tuple[Part, ...]:
    """Findings under the tabs that put them right, in the order of the tabs; the gravest first."""
    graded = ((WRONG, found.wrong), (NEEDED, found.needed), (NOTE, found.notes))
    lines = [_line(copy, found.definition, grade, one) for grade, some in graded for one in some]
    order = [tab.endpoint for tab in frame.TABS]
    tabs = sorted({line.spot.tab for line in lines}, key=order.index)
    return tuple(Part(tab, spots.label(tab), _of_tab(lines, tab)) for tab in tabs)


def _of_tab(lines: Sequence[Line], tab: str) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.spot.tab == tab)


def _line(copy: WorkingCopy, definition: Definition, grade: str, found: Found) -> Line:
    correction = checked.fix_of(definition, found) if copy.may_edit else None
    return Line(grade, found, spots.of(copy.id, definition, found), words_of(found.code) if correction else None)


def _fix(copy_id: int) -> Response:
    code, element = request.form.get("ma", ""), request.form.get("phan_tu", "")
    copy = frame.load(copy_id)
    correction = next((one for found, one in _corrections(copy.sources) if _is(found, code, element)), None)
    if correction is None:
        flash.say(Text("Điểm này không còn.", "This finding is gone already."))
        return _back(copy_id)
    what = Text(f"Sửa theo gợi ý: {words_of(code).vi}", f"Suggested correction: {words_of(code).en}")
    try:
        frame.save(copy_id, frame.edited(correction), what)
    except (EditRefused, AppError) as error:
        return _page(copy_id, error)
    flash.say(Text(f"Đã sửa: {words_of(code).vi}.", f"Done: {words_of(code).en}."))
    return _back(copy_id)


def _fix_all(copy_id: int) -> Response:
    done = 0

    def change(copy: WorkingCopy) -> Sources:
        nonlocal done
        sources, done = _all_corrected(copy)
        return sources

    try:
        frame.save(copy_id, change, Text("Sửa theo mọi gợi ý an toàn", "All safe corrections"))
    except (EditRefused, AppError) as error:
        return _page(copy_id, error)
    flash.say(Text(f"Đã sửa {done} điểm.", f"{done} corrected."))
    return _back(copy_id)


def _all_corrected(copy: WorkingCopy) -> tuple[Sources, int]:
    """Correct one finding after the other; a correction the file refuses is left to people."""
    sources, done, tried = copy.sources, 0, set[tuple[str, str]]()
    while len(tried) < _AT_MOST:
        some = ((found, one) for found, one in _corrections(sources) if (found.code, found.element) not in tried)
        found, correction = next(some, (None, None))
        if found is None or correction is None:
            break
        tried.add((found.code, found.element))
        try:
            data = edit.apply(sources.bpmn, correction, retired=copy.retired)
        except EditRefused:
            continue
        done += data != sources.bpmn
        sources = Sources({**sources.files, DIAGRAM: data})
    return sources, done


def _corrections(sources: Sources) -> list[tuple[Found, Edit]]:
    found = checked.at_once(sources)
    some = ((one, checked.fix_of(found.definition, one)) for one in (*found.wrong, *found.needed, *found.notes))
    return [(one, correction) for one, correction in some if correction is not None]


def _is(found: Found, code: str, element: str) -> bool:
    return (found.code, found.element) == (code, element)


def _back(copy_id: int) -> Response:
    return redirect(url_for("declare.working_checks", copy_id=copy_id), code=303)
