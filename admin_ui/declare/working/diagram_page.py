"""The diagram tab: drawing a procedure. Without a script it is a picture with its words, and files up and down."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, jsonify, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.declare import shown
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import diagram_choices, diagram_files, diagram_lint, frame
from admin_ui.declare.working.connectors import sample_page
from admin_ui.web import context, csrf, flash, times
from admin_ui.web.language import language, said
from admin_ui.web.limits import takes_files
from admin_ui.web.visitors import require_actor
from engine.bpmn.edit import EditRefused
from engine.bpmn.layout import lay_out
from engine.organisation import posts
from engine.platform.db import reading
from engine.platform.errors import AppError, Conflict
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

TEMPLATE = "declare/working/diagram.html"


def register(blueprint: Blueprint) -> None:
    """Add the tab and what its editor asks for."""
    add = blueprint.add_url_rule
    at = "/soan/<int:copy_id>/so-do"
    add(at, "working_diagram", _page)
    add(at, "working_diagram_save", takes_files(_save), methods=["POST"])
    add(f"{at}/kiem-tra", "working_diagram_lint", takes_files(_lint), methods=["POST"])
    add(f"{at}/sua", "working_diagram_mend", takes_files(_mend), methods=["POST"])
    add(f"{at}/chay-mau", "working_diagram_sample", takes_files(sample_page.answer), methods=["POST"])
    add(f"{at}/tep", "working_diagram_file", _file)


def _page(copy_id: int, error: EditRefused | AppError | None = None) -> BaseResponse:
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    return frame.page(
        TEMPLATE, copy, look=look, error=error, size=look.size(request.args.get("co", "")), editor=_editor(copy, look)
    )


def _editor(copy: WorkingCopy, look: Shown) -> dict[str, Any]:
    """Everything the editor begins with: the file, the choices of its side form, where to send what."""
    actor = require_actor()
    with reading() as session:
        known = posts.installed(session)
    return {
        "language": language(),
        "copy": copy.id,
        "account": actor.account_id,
        "revision": copy.revision.number,
        "mayEdit": copy.may_edit,
        "xml": (lay_out(copy.sources.bpmn) if look.undrawn else copy.sources.bpmn).decode("utf-8", "replace"),
        "file": f"{copy.key or 'quy-trinh'}.bpmn",
        "choices": diagram_choices.of(copy, known),
        "links": {
            "save": url_for("declare.working_diagram_save", copy_id=copy.id),
            "check": url_for("declare.working_diagram_lint", copy_id=copy.id),
            "mend": url_for("declare.working_diagram_mend", copy_id=copy.id),
            "sample": url_for("declare.working_diagram_sample", copy_id=copy.id) if copy.may_edit else None,
            "sheet": _sheet_address(copy.id),
        },
    }


def _sheet_address(copy_id: int) -> str | None:
    endpoint = "declare.working_sheet"
    return url_for(endpoint, copy_id=copy_id) if endpoint in current_app.view_functions else None


def _save(copy_id: int) -> BaseResponse:
    """Replace the diagram by the one sent: by the editor (answered as data) or as an uploaded file (as a page)."""
    try:
        copy = frame.load(copy_id)
        data, notes = diagram_files.received(copy)
        revision = frame.save(copy_id, diagram_files.replacing(data), diagram_files.told(copy, data))
    except AppError as error:
        return _failed(copy_id, error)
    if _wants_data():
        return jsonify(revision=revision, saved=times.hour(context.now()), token=csrf.token())
    for note in notes or (Text("Đã thay sơ đồ bằng tệp gửi lên.", "The diagram is now the file you sent."),):
        flash.say(note)
    return redirect(url_for("declare.working_diagram", copy_id=copy_id), code=303)


def _lint(copy_id: int) -> BaseResponse:
    """What the checks say of the drawing as it stands in the browser; nothing is stored."""
    try:
        copy = frame.load(copy_id)
        data, _ = diagram_files.received(copy)
        return jsonify(findings=diagram_lint.findings(copy, data))
    except AppError as error:
        return _failed(copy_id, error)


def _mend(copy_id: int) -> BaseResponse:
    """The drawing with one finding put right, or laid out anew; nothing is stored."""
    try:
        copy = frame.load(copy_id)
        data, _ = diagram_files.received(copy)
        code, element = request.form.get("ma", ""), request.form.get("phan_tu", "")
        return jsonify(xml=diagram_lint.mended(copy, data, code, element).decode())
    except (AppError, EditRefused) as error:
        return _failed(copy_id, error)


def _file(copy_id: int) -> BaseResponse:
    """The diagram as a file for any BPMN tool."""
    copy = frame.load(copy_id)
    response = make_response(copy.sources.bpmn)
    response.headers["Content-Type"] = "application/xml; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{copy.key or "quy-trinh"}.bpmn"'
    return response


def _failed(copy_id: int, error: AppError | EditRefused) -> BaseResponse:
    if not _wants_data():
        if isinstance(error, AppError) and error.status in (401, 403, 404):
            raise error
        return _page(copy_id, error)
    said_reasons = [said(words) for _, words in frame.reasons(error)]
    return make_response(jsonify(errors=said_reasons, moved=isinstance(error, Conflict)), frame.status_of(error))


def _wants_data() -> bool:
    return request.headers.get("Accept") == "application/json"
