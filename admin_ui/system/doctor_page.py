"""The doctor: what must always hold is checked over the whole database when an administrator asks."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from admin_ui.web import context
from admin_ui.web.stores import file_store
from admin_ui.web.visitors import require_actor
from engine.dossiers import doctor
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading


def register(blueprint: Blueprint) -> None:
    """Add the page; the examination itself is a POST, since it reads everything."""
    blueprint.add_url_rule("/he-thong/kham", "doctor", _doctor, methods=["GET", "POST"])


def _doctor() -> str:
    policy.require(require_actor(), Act.ADMINISTER)
    found = None
    if request.method == "POST":
        with reading() as session:
            found = doctor.examine(session, file_store())
    return render_template("system/doctor.html", found=found, at=context.now())
