"""The drawing editor of form-js, as the advanced page of a form; what it sends back is checked as every edit is."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare import shown
from admin_ui.declare.working import frame
from admin_ui.declare.working.forms import look, words
from admin_ui.declare.working.forms.given import ENDPOINT, Given
from engine.bpmn.edit import EditRefused
from engine.forms.edit import FormEditRefused, edits
from engine.platform.errors import AppError, Missing
from engine.procedures.sources import Sources
from engine.publication import form_edits
from engine.publication.working.queries import WorkingCopy
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    at = "/soan/<int:copy_id>/bieu-mau/<name>/ve"
    blueprint.add_url_rule(at, "working_forms_drawing", _page, methods=["GET", "POST"])


def _page(copy_id: int, name: str) -> Response:
    copy = frame.load(copy_id)
    given = Given(copy_id, form=name)
    if request.method == "GET":
        return _shown(copy, given, "")
    document = request.form.get("tai_lieu", "")
    try:
        _save(copy, name, document)
    except (EditRefused, FormEditRefused, AppError) as refusal:
        return _shown(frame.load(copy_id), Given(copy_id, form=name, refused=refusal), document)
    return redirect(url_for(ENDPOINT, copy_id=copy_id, ten=name), code=303)


def _save(copy: WorkingCopy, name: str, document: str) -> None:
    if name not in copy.sources.forms:
        raise _gone()

    def change(now: WorkingCopy) -> Sources:
        return form_edits.change(now.sources, name, edits.Rewrite(document.encode()), now.retired)

    frame.save(copy.id, change, words.of_form(name, "sửa bằng trình kéo thả", "edited by drawing"))


def _shown(copy: WorkingCopy, given: Given, typed: str) -> Response:
    seen = shown.of(copy.sources)
    found = look.opened(seen, copy.sources, given.form)
    if found is None:
        raise _gone()
    document = typed or copy.sources.forms[given.form].decode()
    return frame.page(
        "declare/working/forms_drawing.html",
        copy,
        look=seen,
        error=given.error,
        opened=found,
        given=given,
        document=document,
    )


def _gone() -> Missing:
    return Missing(
        Text("Không có biểu mẫu này.", "There is no such form."),
        Text("Chọn lại trong danh sách.", "Choose from the list."),
    )
