"""Finding a dossier by code, applicant or procedure, as far as the reader may see it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.dossiers.queries import lookup
from engine.dossiers.queries.work import remaining_until
from engine.dossiers.status import WORDS, Status
from engine.platform.db import reading


def register(blueprint: Blueprint) -> None:
    """Add the search page."""
    blueprint.add_url_rule("/tim", "find", _find)


def _find() -> str | Response:
    actor, now = require_actor(), context.now()
    words = request.args.get("q", "").strip()[:120]
    found = []
    if words:
        with reading() as session:
            rows = lookup.search(session, actor, words)
            found = [(row, remaining_until(session, row.resolving_unit_id, row.due_at, now)) for row in rows]
    if len(found) == 1 and found[0][0].code == words.upper():
        return redirect(url_for("desk.dossier", dossier_id=found[0][0].id), code=303)
    statuses = {status.value: word.label for status, word in ((Status(s), WORDS[Status(s)]) for s in Status)}
    return render_template("desk/find.html", words=words, found=found, statuses=statuses)
