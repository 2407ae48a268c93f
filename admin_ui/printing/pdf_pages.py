"""The PDF of a paper: asked for, waited for without a script, and fetched; the sheet can be printed meanwhile."""

from __future__ import annotations

from flask import Blueprint, g, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin_ui.printing import files, reading, sheets
from admin_ui.web import context
from admin_ui.web.stores import file_store
from admin_ui.web.visitors import require_actor
from engine.documents.printing.pdf import Converter, NoPdf
from engine.dossiers.papers import pdf_jobs, showing
from engine.platform.db import reading as reading_session
from engine.platform.db import transaction

_LOOK_AGAIN = 3


def register(blueprint: Blueprint) -> None:
    """Add the page and the act."""
    blueprint.add_url_rule("/<public_id>/pdf", "pdf", _pdf)
    blueprint.add_url_rule("/<public_id>/pdf", "ask_pdf", _ask, methods=["POST"])


def _pdf(public_id: str) -> Response:
    actor, now = require_actor(), context.now()
    with reading_session() as session:
        row = reading.paper(session, actor, public_id, now)
        paper = showing.shown(session, row, now)
        progress = pdf_jobs.progress(session, paper)
    if progress.state == "ready":
        return files.attachment(file_store().get(row.pdf_hash), "pdf", files.name_of(paper, "pdf"))
    answer = make_response(render_template("printing/pdf.html", paper=paper, progress=progress))
    if progress.state == "coming":
        answer.headers["Refresh"] = str(_LOOK_AGAIN)
    return answer


def _ask(public_id: str) -> Response:
    actor, now = require_actor(), context.now()
    if g.get("inside_trial"):
        return _at_once(public_id)
    with transaction() as session:
        row = reading.paper(session, actor, public_id, now)
        showing.printed(session, row, "pdf", actor.name, now)
        pdf_jobs.ask(session, showing.shown(session, row, now), now)
    return redirect(url_for("printing.pdf", public_id=public_id), code=303)


def _at_once(public_id: str) -> Response:
    """A trial has nobody who runs its jobs: its PDF is made while the analyst waits, and kept nowhere."""
    actor, now, settings = require_actor(), context.now(), context.settings()
    with reading_session() as session:
        row = reading.paper(session, actor, public_id, now)
        paper = showing.shown(session, row, now)
        word = showing.word(session, paper, sheets.look_up_address(paper))
    try:
        made = Converter(settings.soffice, settings.pdf_seconds).pdf_of(word)
    except NoPdf as error:
        progress = pdf_jobs.Progress("failed", error.text.vi)
        return make_response(render_template("printing/pdf.html", paper=paper, progress=progress))
    return files.attachment(made, "pdf", files.name_of(paper, "pdf"))
