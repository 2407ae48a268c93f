"""“Nhắc việc”: what the reader was reminded of and is still open, unread first."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.dossiers.reminders import operations, queries
from engine.dossiers.reminders.stages import WORDS
from engine.platform.db import reading, transaction
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the list and the act."""
    blueprint.add_url_rule("/nhac-viec", "reminders", _reminders)
    blueprint.add_url_rule("/nhac-viec/da-xem", "reminders_read", _read, methods=["POST"])


def _reminders() -> str:
    actor = require_actor()
    with reading() as session:
        rows = queries.of_person(session, actor.person_id)
    unread = sum(row.read_at is None for row in rows)
    counts = {"desk.reminders": unread} if unread else {}
    return render_template("desk/reminders.html", rows=rows, words=WORDS, unread=unread, counts=counts)


def _read() -> Response:
    actor = require_actor()
    with transaction() as session:
        operations.mark_read(session, actor, context.now())
    flash.say(Text("Đã đánh dấu các nhắc việc là đã xem.", "The reminders are marked as read."))
    return redirect(url_for("desk.reminders"), code=303)
