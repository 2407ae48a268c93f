"""Sending a sheet: a Word or Excel file, or a table from the clipboard; and the files that were sent before."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.web import context
from admin_ui.web.limits import takes_files
from admin_ui.web.visitors import require_actor
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid, Missing, Refused, Unauthenticated
from engine.publication.imports import queries, sending
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the page and its two forms."""
    add = blueprint.add_url_rule
    add("/nhap", "imports", _page)
    add("/nhap/tep", "import_send", takes_files(_send), methods=["POST"])
    add("/nhap/dan", "import_paste", takes_files(_paste), methods=["POST"])


def _page(error: AppError | None = None, field: str = "tep", pasted: str = "") -> Response:
    actor = require_actor()
    if not policy.may(actor, Act.SEE_DRAFT):
        raise Missing(Text("Không tìm thấy trang này.", "There is no such page."))
    with reading() as session:
        sent = queries.imports(session, actor)
    rendered = render_template(
        "declare/importing/send.html",
        sent=sent,
        error=error,
        field=field,
        pasted=pasted,
        may_edit=policy.may(actor, Act.EDIT_DRAFT),
    )
    return make_response(rendered, error.status if error else 200)


def _send() -> BaseResponse:
    actor, file = require_actor(), request.files.get("tep")
    try:
        if file is None or not file.filename:
            raise Invalid(Text("Chưa chọn tệp nào.", "No file was chosen."), where="tep")
        data = file.read()
        with transaction() as session:
            import_id = sending.send(session, actor, file.filename, data, context.now())
    except (Refused, Unauthenticated):
        raise
    except AppError as error:
        return _page(error)
    return redirect(url_for("declare.import_one", import_id=import_id), code=303)


def _paste() -> BaseResponse:
    actor, text = require_actor(), request.form.get("dan", "")
    try:
        with transaction() as session:
            import_id = sending.paste(session, actor, text, context.now())
    except (Refused, Unauthenticated):
        raise
    except AppError as error:
        return _page(error, "dan", text)
    return redirect(url_for("declare.import_one", import_id=import_id), code=303)
