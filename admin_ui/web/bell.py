"""The bell of the staff's header: how many reminders the reader has not seen, counted once per page."""

from __future__ import annotations

from flask import Flask, g, request
from sqlalchemy.orm import Session

from engine.dossiers.reminders import queries
from engine.organisation.actors import Actor, Role

MOST = 99
"""More than so many are shown as “99+”."""


def register(app: Flask) -> None:
    """Offer ``bell()`` to the staff shell."""
    app.jinja_env.globals["bell"] = bell


def look(session: Session, actor: Actor | None) -> None:
    """Count for the page that is about to be drawn; nobody else's requests pay for it."""
    if actor is not None and actor.has(Role.OFFICER) and request.method in ("GET", "HEAD"):
        g.bell = queries.unread(session, actor.person_id, MOST + 1)


def bell() -> int | None:
    """How many reminders are unread, ``MOST + 1`` for more; None for readers who are never reminded."""
    found: int | None = g.get("bell")
    return found
