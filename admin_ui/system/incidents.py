"""Incidents nobody has settled, and trying the failed step again once its cause is repaired."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.dossiers.operations import repairs
from engine.platform.db import reading, transaction
from engine.reporting import machinery
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the list and the act."""
    blueprint.add_url_rule("/he-thong/su-co", "incidents", _incidents)
    blueprint.add_url_rule("/he-thong/su-co/<int:incident_id>/thu-lai", "retry_incident", _retry, methods=["POST"])


def _incidents() -> str:
    actor = require_actor()
    with reading() as session:
        rows = machinery.open_incidents(session, actor)
    return render_template("system/incidents.html", rows=rows, cap=machinery.SHOWN)


def _retry(incident_id: int) -> Response:
    actor = require_actor()
    with transaction() as session:
        settled = repairs.retry(session, actor, incident_id, context.now())
    if settled:
        flash.say(Text("Đã thử lại: sự cố được xử lý.", "Tried again: the incident is settled."))
    else:
        flash.say(
            Text("Đã thử lại nhưng vẫn chưa được; xem lại nguyên nhân.", "Tried again and it still fails; see why."),
            "late",
        )
    return redirect(url_for("system.incidents"), code=303)
