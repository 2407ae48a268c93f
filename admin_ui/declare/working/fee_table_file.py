"""The advanced page of a decision table: the whole model in dmn-js, taken over only when it still can be read."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare.working import frame, listed
from admin_ui.declare.working.fee_table_page import file_of
from admin_ui.web.headers import CONTENT_SECURITY_POLICY
from engine.bpmn.edit import EditRefused
from engine.decisions import UnreadableModel, load
from engine.platform.errors import AppError, Missing
from engine.procedures.sources import Sources
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

ADVANCED = "nang-cao"
_POLICY = f"{CONTENT_SECURITY_POLICY}; style-src-attr 'unsafe-inline'"
"""dmn-js writes style attributes; nothing else of the strict policy is loosened, and on this page only."""


def page(copy_id: int, decision: str) -> Response:
    """Show the model of a decision, or take over what was sent."""
    copy = frame.load(copy_id)
    path = file_of(copy.sources, decision)
    if path is None:
        raise Missing(
            Text("Không có bảng này.", "There is no such table."),
            Text("Mở lại từ tab Phí, lệ phí.", "Open it again from the fees tab."),
        )
    if request.method != "POST":
        return _form(copy, decision, copy.sources.files[path].decode("utf-8", "replace"))
    sent = request.form.get("xml", "")
    try:
        _save(copy, path, decision, sent)
    except (EditRefused, AppError) as error:
        return _form(copy, decision, sent, error)
    return redirect(url_for("declare.working_fees", copy_id=copy_id, decision=decision), code=303)


def _form(copy: WorkingCopy, decision: str, xml: str, error: EditRefused | AppError | None = None) -> Response:
    drawn = frame.page("declare/working/fee_table_file.html", copy, error=error, decision=decision, xml=xml)
    drawn.headers["Content-Security-Policy"] = _POLICY
    return drawn


def _save(copy: WorkingCopy, path: str, decision: str, sent: str) -> None:
    try:
        model = load(sent.encode())
    except UnreadableModel as reason:
        raise listed.refused("xml", Text(f"{reason.vi}.", f"{reason.en}."), Text("Sửa tệp.", "Correct it.")) from None
    if model.element(decision) is None:
        raise listed.refused(
            "xml",
            Text(f"Tệp không còn quyết định “{decision}”.", f"The file has no decision “{decision}” any more."),
            Text("Giữ nguyên mã của quyết định.", "Keep the id of the decision."),
        )
    if model.problems:
        first = model.problems[0]
        raise listed.refused(
            "xml",
            Text(f"“{first.text}”: {first.error.vi}.", f"“{first.text}”: {first.error.en}."),
            Text("Sửa ô này trong bảng rồi lưu lại.", "Correct this cell, then save again."),
        )
    frame.save(
        copy.id,
        lambda current: Sources({**current.sources.files, path: sent.encode()}),
        Text(f"Sửa bảng “{decision}” (nâng cao)", f"Table “{decision}” changed (advanced)"),
    )
