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
from engine.platform.db import transaction
from engine.platform.errors import AppError, Refused, Unauthenticated
from engine.publication import drafts, upload
from engine.publication.upload import Sent
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the upload page."""
    blueprint.add_url_rule("/tai-len", "upload", takes_files(_upload), methods=["GET", "POST"])


def _upload() -> BaseResponse:
    actor = require_actor()
    policy.require(actor, Act.EDIT_DRAFT)
    if request.method == "GET":
        return _page()
    try:
        sources = upload.read(_sent())
        inspection = inspected(sources)
        with transaction() as session:
            draft_id = drafts.submit(session, actor, sources, inspection, context.now())
    except (Refused, Unauthenticated):
        raise
    except AppError as error:
        return _page(error)
    if inspection.publishable:
        flash.say(Text("Đã nhận tệp. Bản thảo sẵn sàng để phê duyệt.", "Received. The draft is ready for approval."))
    else:
        flash.say(Text("Đã nhận tệp. Còn lỗi phải sửa.", "Received. There are errors to correct."), "soon")
    return redirect(url_for("declare.draft", draft_id=draft_id), code=303)


def _sent() -> list[Sent]:
    return [Sent(file.filename, file.read()) for file in request.files.getlist("tep") if file.filename]


def _page(error: AppError | None = None) -> Response:
    return make_response(render_template("declare/upload.html", error=error), error.status if error else 200)
