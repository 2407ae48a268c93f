"""The pages of filing online: each step is checked, kept and leads to the next; the last one hands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.portal.applying import checking, drawing, handing_in
from admin_ui.portal.applying import draft as drafts
from admin_ui.portal.applying.draft import APPLICANT, APPLICATION
from admin_ui.portal.applying.drawing import PREFIXES
from admin_ui.portal.applying.filing import PAPERS, WHO, Filing, opened
from admin_ui.web import context, cookies, flash
from admin_ui.web.limits import takes_files
from engine import forms
from engine.dossiers.applicant import applicant_form
from engine.dossiers.options import unit_options
from engine.dossiers.unsent.operations import KEPT_FOR
from engine.forms import Form
from engine.platform.db import reading
from engine.platform.errors import AppError, Missing
from engine.text import Text

KEPT = Text("Đã lưu nháp trên hệ thống trong 30 ngày.", "Your draft is kept for 30 days.")
_DIGITS = 10
DROPPED = Text("Đã xóa bản nháp.", "The draft is deleted.")


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add = blueprint.add_url_rule
    add("/nop-ho-so/<key>", "file", _begin)
    add("/nop-ho-so/<key>/xoa-nhap", "file_forget", _forget, methods=["POST"])
    add("/nop-ho-so/<key>/<step>", "file_step", takes_files(_step), methods=["GET", "POST"])


def _begin(key: str) -> BaseResponse:
    return redirect(url_for("portal.file_step", key=key, step=WHO), code=303)


def _forget(key: str) -> BaseResponse:
    drafts.forget(key)
    flash.say(DROPPED, "info")
    return redirect(url_for("portal.procedure", key=key), code=303)


def _step(key: str, step: str) -> BaseResponse:
    filing = opened(key)
    if step not in filing.steps:
        raise Missing(Text("Không có bước này.", "There is no such step."))
    first_wrong = _unfinished_before(filing, step)
    if first_wrong:
        return redirect(url_for("portal.file_step", key=key, step=first_wrong), code=303)
    if request.method != "POST":
        return _draw(filing, step)
    return handing_in.hand_in(filing, _draw) if step == PAPERS else _go_on(filing, step)


def _unfinished_before(filing: Filing, step: str) -> str | None:
    """The first step before ``step`` that still has something to correct."""
    for one in filing.steps[: filing.steps.index(step)]:
        if _errors(filing, one):
            return one
    return None


def _errors(filing: Filing, step: str) -> dict[str, Text]:
    if step == WHO:
        return checking.first_step(filing.version, filing.draft, filing.desks)
    with reading() as session:
        options = unit_options(session, context.now())
        receiving = filing.receiving.name if filing.receiving else None
        checked = checking.application(filing.version, filing.draft, receiving, options)
    return {f"{APPLICATION}.{path}": text for path, text in checked.errors.items()} if checked else {}


def _go_on(filing: Filing, step: str) -> BaseResponse:
    """Keep what was typed; then the next step, or the same one with what to correct."""
    part, form = (APPLICANT, applicant_form()) if step == WHO else (APPLICATION, filing.version.application_form)
    assert form is not None
    changed, focus = _typed(filing, step, part, form)
    try:
        secret = drafts.keep(filing.key, changed.draft)
    except AppError as error:
        return _draw(changed, step, {"": Text(error.said_in("vi"), error.said_in("en"))}, status=error.status)
    if focus is not None:
        return _remember(_draw(changed, step, focus=focus), secret)
    errors = _errors(changed, step)
    if "luu" in request.form:
        flash.say(KEPT)
        return _remember(redirect(url_for("portal.file_step", key=filing.key, step=step), code=303), secret)
    if errors:
        return _remember(_draw(changed, step, errors, status=422), secret)
    following = filing.steps[filing.steps.index(step) + 1]
    return _remember(redirect(url_for("portal.file_step", key=filing.key, step=following), code=303), secret)


def _typed(filing: Filing, step: str, part: str, form: Form) -> tuple[Filing, str | None]:
    """The filing with what this request typed; the focus when a row button was pressed."""
    raw = forms.parse(form, request.form, PREFIXES[part])
    act = forms.act_of(form, request.form, PREFIXES[part])
    focus = None
    if act is not None:
        raw = act.apply(dict(raw), checking.names(None), context.now())
        focus = f"{PREFIXES[part]}{act.focus(raw)}"
    draft = filing.draft.having(part, raw)
    if step == WHO:
        unit = request.form.get("noi_nop", "")
        draft = replace(
            draft, unit=int(unit) if unit.isdecimal() and len(unit) < 10 else None, case=drafts.typed_case()
        )
    return replace(filing, draft=draft), focus


def _draw(
    filing: Filing, step: str, errors: Mapping[str, Text] | None = None, *, status: int = 200, focus: str = ""
) -> Response:
    return make_response(drawing.page(filing, step, errors or {}, focus), status)


def _remember(answer: BaseResponse, secret: str) -> BaseResponse:
    assert isinstance(answer, Response)
    cookies.write(answer, cookies.FILING, secret, lasts=KEPT_FOR)
    return answer
