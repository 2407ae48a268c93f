"""Who is logged in: every living session, ended by an administrator when it should not be."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.organisation.operations import accounts
from engine.organisation.operations.acting import By
from engine.platform.db import reading, transaction
from engine.reporting import machinery
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the list and the act."""
    blueprint.add_url_rule("/he-thong/dang-nhap", "log_ins", _log_ins)
    blueprint.add_url_rule("/he-thong/dang-nhap/ket-thuc", "end_any_session", _end, methods=["POST"])


def _log_ins() -> str:
    actor, words = require_actor(), request.args.get("q", "")[:120]
    with reading() as session:
        rows = machinery.log_ins(session, actor, context.now(), words)
    return render_template("system/log_ins.html", rows=rows, words=words, own=actor.session_id, cap=machinery.SHOWN)


def _end() -> Response:
    by = By(require_actor(), context.now())
    by.require_administrator()
    with transaction() as session:
        accounts.end_session(session, by, request.form.get("session", 0, type=int))
    flash.say(Text("Đã kết thúc phiên đăng nhập.", "The session was ended."))
    return redirect(url_for("system.log_ins"), code=303)
