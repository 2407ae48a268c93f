"""The inbox: mine, waiting for my post, anywhere in my unit; most urgent first."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, render_template, request

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.dossiers.queries import calls, work
from engine.dossiers.queries.work import Scope
from engine.dossiers.reminders import queries as reminders
from engine.platform.db import reading
from engine.procedures import catalogue

SCOPES = ("post", "mine", "unit")
PAGE = 50


def register(blueprint: Blueprint) -> None:
    """Add the inbox."""
    blueprint.add_url_rule("/", "inbox", _inbox)


def _inbox() -> str:
    actor = require_actor()
    asked = request.args.get("xem", "")
    words, procedure = request.args.get("q", "")[:120], request.args.get("thu_tuc", "")[:80]
    now = context.now()
    with reading() as session:
        counts = work.counts(session, actor)
        scope = asked if asked in SCOPES else "mine" if counts["mine"] else "post"
        rows = work.inbox(session, actor, cast(Scope, scope), now, words=words, procedure=procedure, limit=PAGE + 1)
        procedures = catalogue.in_force(session, now)
        reminded = reminders.unread(session, actor.person_id)
        needing = calls.needing(session, actor, now)
    return render_template(
        "desk/inbox.html",
        rows=rows[:PAGE],
        more=len(rows) > PAGE,
        scope=scope,
        scopes=SCOPES,
        counted=counts,
        reminded=reminded,
        needing=needing,
        cap=work.COUNT_CAP,
        words=words,
        procedure=procedure,
        procedures=procedures,
        late=sum(row.remaining.state == "late" for row in rows),
        soon=sum(row.remaining.state == "soon" for row in rows),
    )
