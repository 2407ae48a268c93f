"""The first page of the administration: what needs attention, and the way to everything else."""

from __future__ import annotations

from flask import Blueprint, render_template

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading
from engine.reporting import machinery, trail


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/he-thong", "home", _home)


def _home() -> str:
    actor, now = require_actor(), context.now()
    audits, administers = policy.may(actor, Act.READ_AUDIT), policy.may(actor, Act.ADMINISTER)
    if not audits:
        policy.require(actor, Act.ADMINISTER)
    with reading() as session:
        health = machinery.health(session, actor, now) if administers else None
        seal = trail.last_seal(session, actor) if audits else None
    return render_template("system/home.html", health=health, seal=seal, audits=audits, administers=administers)
