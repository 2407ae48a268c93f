"""The publish tab: what is ready, what differs from the version in force, and sending the copy for approval."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from admin_ui.declare import comparing
from admin_ui.declare.inspecting import inspected
from admin_ui.declare.working import checked, frame, readiness, rehearsed, versus
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid, Missing
from engine.procedures import store
from engine.publication import differences, queries
from engine.publication.findings import ERROR
from engine.publication.inspection import Inspection
from engine.publication.working import operations
from engine.publication.working.queries import WorkingCopy
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the tab and sending."""
    add = blueprint.add_url_rule
    add("/soan/<int:copy_id>/trinh-duyet", "working_publish", _page)
    add("/soan/<int:copy_id>/trinh-duyet/gui", "working_submit", _submit, methods=["POST"])


def _page(copy_id: int, error: AppError | None = None) -> Response:
    copy, actor = frame.load(copy_id), require_actor()
    found = checked.at_once(copy.sources)
    with reading() as session:
        items = readiness.items(session, actor, copy, found)
    replaced, told = _replaced(copy)
    result, _ = rehearsed.standing(copy.sources)
    return frame.page(
        "declare/working/publish.html",
        copy,
        error=error,
        items=items,
        ready=readiness.ready(items),
        replaced=replaced,
        told=told,
        versus=versus.of(copy, result) if result is not None else None,
    )


def _submit(copy_id: int) -> Response:
    try:
        draft_id = send(copy_id, frame.seen())
    except AppError as error:
        return _page(copy_id, error)
    flash.say(Text("Đã trình duyệt.", "Sent for approval."))
    return redirect(url_for("declare.draft", draft_id=draft_id), code=303)


def send(copy_id: int, seen: int) -> int:
    """Check a working copy in full and send it for approval; returns the draft's id. Raises what stands against it."""
    actor, copy = require_actor(), frame.load(copy_id)
    inspection = inspected(copy.sources)
    _refuse(inspection)
    rehearsed.require(copy)
    with transaction() as session:
        return operations.submit(session, actor, copy_id, seen, inspection, context.now())


def _refuse(inspection: Inspection) -> None:
    wrong = [one for one in inspection.findings if one.severity == ERROR]
    if wrong:
        first = wrong[0].message
        raise Invalid(
            Text(
                f"Còn {len(wrong)} điểm phải sửa nên chưa trình được, trước hết: {first.vi}",
                f"{len(wrong)} to correct first, beginning with: {first.en}",
            ),
            Text("Mở thẻ Kiểm tra, chọn “Kiểm tra đầy đủ”.", "Open Checks and choose “Full check”."),
        )


def _replaced(copy: WorkingCopy) -> tuple[int | None, list[tuple[Text, list[differences.Told]]]]:
    """The version in force that this copy would replace, and what differs from it."""
    with reading() as session:
        try:
            versions = queries.versions(session, copy.key)
        except Missing:
            return None, []
        row = queries.in_force(versions, context.now()) or versions[0]
        before = store.of_version(session, row.id)
    return row.number, comparing.by_part(differences.between(before, copy.sources))
