"""Uploading: files become a draft with everything found in them, or are refused on the same page with the reason."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.declare.inspecting import inspected
from admin_ui.web import context, flash
from admin_ui.web.limits import takes_files
from admin_ui.web.visitors import require_actor
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Refused, Unauthenticated
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication import drafts, reuse, upload
from engine.publication.inspection import read_diagram
from engine.publication.upload import Sent
from engine.publication.working import operations
from engine.text import Text

KEEP_FORMS = "giu_bieu_mau"


def register(blueprint: Blueprint) -> None:
    """Add the upload page."""
    blueprint.add_url_rule("/tai-len", "upload", takes_files(_upload), methods=["GET", "POST"])


def _upload() -> BaseResponse:
    actor = require_actor()
    policy.require(actor, Act.EDIT_DRAFT)
    if request.method != "POST":
        return _page()
    sent = _sent()
    try:
        sources = _completed(upload.read(sent))
        if read_diagram(sources.bpmn).key is None:
            return _opened(sources)
        inspection = inspected(sources)
        with transaction() as session:
            draft_id = drafts.submit(session, actor, sources, inspection, context.now())
    except (Refused, Unauthenticated):
        raise
    except AppError as error:
        error.where = _sent_name(sent) if error.where == DIAGRAM else error.where
        return _page(error)
    if inspection.publishable:
        flash.say(Text("Đã nhận tệp. Bản thảo sẵn sàng để phê duyệt.", "Received. The draft is ready for approval."))
    else:
        flash.say(Text("Đã nhận tệp. Còn lỗi phải sửa.", "Received. There are errors to correct."), "soon")
    return redirect(url_for("declare.draft", draft_id=draft_id), code=303)


def _opened(sources: Sources) -> BaseResponse:
    """A diagram without a declaration was drawn with another tool: it becomes a working copy with a to-do list."""
    what = Text("Mở sơ đồ vẽ bằng công cụ khác", "Opened a diagram of another tool")
    with transaction() as session:
        actor, now = require_actor(), context.now()
        copy_id = operations.begin(session, actor, sources, origin=operations.UPLOAD, now=now, what=what)
    flash.say(
        Text(
            "Đã mở sơ đồ thành bản soạn. Danh sách dưới đây là những việc cần làm; không có gì tự thay đổi.",
            "The diagram is open as a working copy. Below is what is to be done; nothing changed by itself.",
        )
    )
    return redirect(url_for("declare.working_checks", copy_id=copy_id), code=303)


def _sent() -> list[Sent]:
    return [Sent(file.filename, file.read()) for file in request.files.getlist("tep") if file.filename]


def _completed(sources: Sources) -> Sources:
    """The files sent; a diagram that came alone takes the forms of the newest version along, if that is wanted."""
    if KEEP_FORMS not in request.form:
        return sources
    key = read_diagram(sources.bpmn).key
    with reading() as session:
        return reuse.completed(session, sources, key)


def _sent_name(sent: list[Sent]) -> str:
    """Which of the files sent was the diagram, as far as its name tells."""
    return next((file.name for file in sent if file.name.lower().endswith(".bpmn")), sent[0].name if sent else "")


def _page(error: AppError | None = None) -> Response:
    keep = request.method == "GET" or KEEP_FORMS in request.form
    page = render_template("declare/upload.html", error=error, keep_forms=keep)
    return make_response(page, error.status if error else 200)
