"""Voiding a paper: asked once, with a reason; the number stays."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.printing import reading
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.dossiers.operations import papers
from engine.dossiers.papers import showing
from engine.platform.db import reading as reading_session
from engine.platform.db import transaction
from engine.platform.errors import AppError, Conflict, Invalid
from engine.text import Text

DONE = Text("Đã hủy giấy; số được giữ lại cùng lý do.", "The paper is void; its number stays with the reason.")


def register(blueprint: Blueprint) -> None:
    """Add the page and the act."""
    blueprint.add_url_rule("/<public_id>/huy", "ask_void", _page)
    blueprint.add_url_rule("/<public_id>/huy", "void", _void, methods=["POST"])


def _page(public_id: str) -> str:
    return _show(public_id)


def _void(public_id: str) -> Response | tuple[str, int]:
    reason, again = request.form.get("ly_do", ""), bool(request.form.get("lai"))
    try:
        with transaction() as session:
            row = reading.paper(session, require_actor(), public_id, context.now())
            papers.void(session, require_actor(), public_id, reason, context.now(), again=again)
    except (Invalid, Conflict) as error:
        return _show(public_id, error), error.status
    flash.say(DONE)
    return redirect(url_for("desk.dossier", dossier_id=row.dossier_id) + "#giay-da-ban-hanh", code=303)


def _show(public_id: str, error: AppError | None = None) -> str:
    actor, now = require_actor(), context.now()
    with reading_session() as session:
        paper = showing.shown(session, reading.paper(session, actor, public_id, now), now)
    typed = {"reason": request.form.get("ly_do", ""), "again": bool(request.form.get("lai", not request.form))}
    return render_template("printing/void.html", paper=paper, error=error, typed=typed)
