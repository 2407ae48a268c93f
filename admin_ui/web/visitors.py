"""Who is on the other side of this request: the log-in session behind the cookie, looked up once per request."""

from __future__ import annotations

from flask import Flask, Response, g, request
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.web import bell, context, cookies
from engine.organisation import accounts, sessions
from engine.organisation.actors import Actor
from engine.platform.db import reading, transaction
from engine.platform.errors import Unauthenticated
from engine.text import Text


def register(app: Flask) -> None:
    """Look the visitor up before each page and offer ``actor()`` to templates."""
    app.before_request(_recognise)
    app.jinja_env.globals["actor"] = current_actor
    bell.register(app)


def current_actor() -> Actor | None:
    """Return who is logged in, or None."""
    found: Actor | None = g.get("actor")
    return found


def require_actor() -> Actor:
    """Return who is logged in; raise Unauthenticated, which leads a reader to the log-in page."""
    actor = current_actor()
    if actor is None:
        raise Unauthenticated(
            Text("Ông/bà cần đăng nhập để xem trang này.", "You need to log in to see this page."),
            Text("Xin đăng nhập rồi thực hiện lại.", "Please log in and try again."),
        )
    return actor


def staff_only() -> None:
    """Use as a blueprint's ``before_request``: nobody gets further without logging in."""
    require_actor()


def address() -> str:
    """Return the network address of the visitor, for limits and the audit trail."""
    return request.remote_addr or "?"


def admit(response: BaseResponse, token: str) -> None:
    """Give the browser its new log-in session; the guest visit before it ends."""
    assert isinstance(response, Response)
    cookies.write(response, cookies.SESSION, token)
    cookies.drop(response, cookies.GUEST)


def dismiss(response: BaseResponse) -> None:
    """Make the browser forget its log-in session."""
    assert isinstance(response, Response)
    cookies.drop(response, cookies.SESSION)


def safe_target(asked: str | None, otherwise: str) -> str:
    """Return a path of this site to go on to; anything that could lead elsewhere becomes ``otherwise``."""
    if not asked or not asked.startswith("/") or asked.startswith(("//", "/\\")) or any(ord(c) < 33 for c in asked):
        return otherwise
    return asked


def token() -> str:
    """Return the token of the log-in session; empty when nobody is logged in."""
    return cookies.read(cookies.SESSION) or ""


def _recognise() -> None:
    if request.endpoint == "asset" or not token():
        return
    at = context.now()
    with reading() as session:
        actor = accounts.actor_for(session, token(), at)
        bell.look(session, actor)
    if actor and actor.session_id and sessions.worth_touching(actor.session_seen_at, at):
        with transaction() as session:
            sessions.touch(session, actor.session_id, at)
    g.actor = actor
