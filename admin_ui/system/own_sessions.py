"""A member of the staff sees where the account is logged in, and ends what is not theirs."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.web import context, flash, visitors
from engine.organisation import sessions
from engine.organisation.operations import accounts as operations
from engine.organisation.operations.acting import By
from engine.platform.db import reading, transaction
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the list of one's own sessions and the button that ends one."""
    blueprint.add_app_template_filter(browser)
    blueprint.add_url_rule("/phien", "sessions", _sessions)
    blueprint.add_url_rule("/phien/ket-thuc", "end_session", _end, methods=["POST"])


def _sessions() -> str:
    actor = visitors.require_actor()
    with reading() as session:
        living = sessions.living(session, actor.account_id, context.now())
    return render_template("system/sessions.html", sessions=living, own=actor.session_id)


def _end() -> BaseResponse:
    actor = visitors.require_actor()
    asked = request.form.get("session", 0, type=int)
    with transaction() as session:
        operations.end_session(session, By(actor, context.now()), asked)
    flash.say(Text("Đã kết thúc phiên đăng nhập.", "The session was ended."))
    answer = redirect(url_for("system.sessions"), code=303)
    if asked == actor.session_id:
        visitors.dismiss(answer)
    return answer


def browser(agent: str) -> str:
    """Name the browser and the system of a User-Agent header, roughly, as people would."""
    program = next((name for mark, name in _PROGRAMS if mark in agent), agent[:40] or "?")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{program}, {system}" if system else program


_PROGRAMS = (
    ("Edg/", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
