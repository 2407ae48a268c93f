"""The papers the owner of a dossier may read: her receipt, requests, refusal, apology, stop notice."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from sqlalchemy import Row
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin_ui.portal import owner
from admin_ui.printing import files, sheets
from admin_ui.web import context
from admin_ui.web.stores import file_store
from engine.documents.printing.models import ISSUED
from engine.documents.printing.roles import ROLES
from engine.dossiers.papers import issuing, numbering, pdf_jobs, showing
from engine.dossiers.papers.showing import Shown
from engine.platform.db import reading
from engine.platform.errors import Missing
from engine.text import Text

ELECTRONIC = "Bản điện tử"
_NONE = Missing(Text("Không tìm thấy giấy này.", "There is no such paper."))


def register(blueprint: Blueprint) -> None:
    """Add the sheet and the files."""
    blueprint.add_url_rule("/tra-cuu/ho-so/giay/<public_id>", "paper", _paper)
    blueprint.add_url_rule("/tra-cuu/ho-so/giay/<public_id>/<kind>", "paper_file", _file)


def readable(session: Session, dossier_id: int) -> list[Row[Any]]:
    """The papers the owner sees: issued ones of the kinds that are hers."""
    rows = issuing.of_dossier(session, dossier_id)
    return [row for row in rows if row.status == ISSUED and ROLES[row.role].citizen]


def _paper(public_id: str) -> Response | str:
    dossier_id = owner.dossier_id()
    if dossier_id is None:
        return redirect(url_for("portal.look_up"), code=303)
    with reading() as session:
        paper = _hers(session, dossier_id, public_id)
    return render_template("portal/paper.html", paper=paper, sheet=sheets.drawn(paper))


def _file(public_id: str, kind: str) -> Response:
    dossier_id = owner.dossier_id()
    if dossier_id is None:
        return redirect(url_for("portal.look_up"), code=303)
    with reading() as session:
        paper = _hers(session, dossier_id, public_id)
        plain = showing.shown(session, paper.row, context.now())
        if kind == "word":
            word = showing.word(session, paper, sheets.look_up_address(paper))
            return files.attachment(word, "docx", files.name_of(paper, "docx"))
        ready = kind == "pdf" and pdf_jobs.progress(session, plain).state == "ready"
    if not ready:
        raise _NONE
    return files.attachment(file_store().get(paper.row.pdf_hash), "pdf", files.name_of(paper, "pdf"))


def _hers(session: Session, dossier_id: int, public_id: str) -> Shown:
    row = numbering.find(session, public_id)
    if row.dossier_id != dossier_id or row.status != ISSUED or not ROLES[row.role].citizen:
        raise _NONE
    return showing.shown(session, row, context.now(), ELECTRONIC)
