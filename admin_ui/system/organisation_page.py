"""The organisation as it is today, or was on another day: units, posts and people, to be read."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.bpmn import vocabulary
from engine.organisation import posts
from engine.platform.db import reading
from engine.platform.time import local_day
from engine.reporting import offices


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/he-thong/to-chuc", "organisation", _organisation)


def _organisation() -> str:
    actor, today = require_actor(), local_day(context.now())
    day = request.args.get("ngay", today, type=date.fromisoformat)
    with reading() as session:
        tree = offices.on(session, actor, day)
        named = posts.all_posts(session)
    return render_template(
        "system/organisation.html",
        tree=tree,
        day=day,
        today=today,
        kinds=vocabulary.shipped().unit_kinds,
        posts=named,
        people=sum(top.people for top in tree),
    )
