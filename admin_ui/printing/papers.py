"""One paper: its sheet to print, and its Word file."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for

from admin_ui.printing import files, reading, sheets
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.dossiers.papers import showing
from engine.platform.db import transaction


def register(blueprint: Blueprint) -> None:
    """Add the sheet and the Word file."""
    blueprint.add_url_rule("/<public_id>", "paper", _paper)
    blueprint.add_url_rule("/<public_id>/word", "word", _word)


def _paper(public_id: str) -> str:
    actor, now = require_actor(), context.now()
    with transaction() as session:
        row = reading.paper(session, actor, public_id, now)
        reprint = showing.printed(session, row, "html", actor.name, now) if row.label else ""
        paper = showing.shown(session, row, now, reprint)
    back = url_for("desk.dossier", dossier_id=row.dossier_id) if row.dossier_id else url_for("printing.register")
    return render_template("printing/paper.html", paper=paper, sheet=sheets.drawn(paper), back=back)


def _word(public_id: str) -> Response:
    actor, now = require_actor(), context.now()
    with transaction() as session:
        row = reading.paper(session, actor, public_id, now)
        reprint = showing.printed(session, row, "docx", actor.name, now) if row.label else ""
        paper = showing.shown(session, row, now, reprint)
        word = showing.word(session, paper, sheets.look_up_address(paper))
    return files.attachment(word, "docx", files.name_of(paper, "docx"))
