"""The history tab: every saved revision, what differs between any two, going back to one as a new revision."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare import comparing, shown, steps
from admin_ui.declare.working import frame
from admin_ui.web.visitors import require_actor
from engine.platform.db import reading
from engine.platform.errors import AppError, Missing
from engine.procedures.sources import Sources
from engine.publication import differences
from engine.publication.working import queries
from engine.publication.working.queries import Revision, WorkingCopy
from engine.text import Text

_LONGEST = 9
"""Digits of a revision's number."""


def register(blueprint: Blueprint) -> None:
    """Add the tab, the look at a revision, and going back to it."""
    add = blueprint.add_url_rule
    add("/soan/<int:copy_id>/lich-su", "working_history", _page)
    add("/soan/<int:copy_id>/lich-su/<int:number>", "working_revision", _look)
    add("/soan/<int:copy_id>/lich-su/<int:number>/tro-lai", "working_back", _go_back, methods=["POST"])


def _page(copy_id: int, error: AppError | None = None) -> Response:
    copy, actor = frame.load(copy_id), require_actor()
    with reading() as session:
        revisions = queries.history(session, actor, copy_id)
    asked = _asked(revisions)
    told = None
    if asked is not None:
        before, after = (_sources(copy_id, number) for number in asked)
        told = comparing.by_part(differences.between(before, after))
    return frame.page("declare/working/history.html", copy, error=error, revisions=revisions, asked=asked, told=told)


def _look(copy_id: int, number: int) -> Response:
    copy = frame.load(copy_id)
    sources = _sources(copy_id, number)
    look = shown.of(sources)
    told = comparing.by_part(differences.between(sources, copy.sources))
    return frame.page(
        "declare/working/revision.html",
        copy,
        look=look,
        number=number,
        steps=steps.of(look.definition),
        told=told,
    )


def _go_back(copy_id: int, number: int) -> Response:
    sources = _sources(copy_id, number)

    def change(copy: WorkingCopy) -> Sources:
        return sources

    try:
        frame.save(copy_id, change, Text(f"Trở lại lần sửa {number}", f"Back to revision {number}"))
    except AppError as error:
        return _page(copy_id, error)
    return redirect(url_for("declare.working_history", copy_id=copy_id), code=303)


def _asked(revisions: Sequence[Revision]) -> tuple[int, int] | None:
    """The two revisions the address asks to compare, older first; None when it asks for none that exist."""
    known = {one.number for one in revisions}
    before, after = (_number(request.args.get(name, "")) for name in ("tu", "den"))
    return (before, after) if {before, after} <= known else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST else 0


def _sources(copy_id: int, number: int) -> Sources:
    actor = require_actor()
    with reading() as session:
        found = queries.sources_of(session, actor, copy_id, number)
    if found is None:
        raise Missing(
            Text("Không có lần sửa này.", "There is no such revision."),
            Text("Chọn trong lịch sử.", "Choose from the history."),
        )
    return found
