"""The first page of the counter: scan or find a dossier, or choose the procedure to receive."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from admin_ui.counter.desks import counter_of
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.organisation import units
from engine.platform.db import reading
from engine.platform.time import local_day
from engine.procedures import catalogue


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/", "receive", _choose)


def _choose() -> str:
    desk, now = counter_of(require_actor()), context.now()
    words = request.args.get("q", "")[:120]
    with reading() as session:
        found = catalogue.in_force(session, now, words)
        level = units.unit_on(session, desk.unit_id, local_day(now)).level
    return render_template("counter/choose.html", rows=found, words=words, desk=desk, level=level)
