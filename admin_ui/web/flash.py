"""A short message carried over one redirect ("Đã lưu"), in a signed cookie that is read once."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from flask import Flask, Response, g
from itsdangerous import BadData, URLSafeTimedSerializer

from admin_ui.web import context, cookies
from engine.text import Text

_LASTS = timedelta(minutes=2)
_KINDS = frozenset({"ok", "soon", "late", "wait", "info"})


class Message(NamedTuple):
    """What to tell the reader, and in which tone (a kind of tag: ok, soon, late, wait, info)."""

    kind: str
    text: Text


def register(app: Flask) -> None:
    """Offer ``messages()`` to templates and carry what was not shown over a redirect."""
    app.after_request(_carry)
    app.jinja_env.globals["messages"] = messages


def say(text: Text, kind: str = "ok") -> None:
    """Show ``text`` on the next page this visitor sees."""
    g.setdefault("said", []).append(Message(kind, text))


def messages() -> list[Message]:
    """Return what is to be shown now; each message is shown once."""
    carried = _read(cookies.read(cookies.MESSAGE))
    fresh: list[Message] = g.pop("said", [])
    g.messages_shown = True
    return carried + fresh


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(context.settings().secret_key, salt="message")


def _read(cookie: str | None) -> list[Message]:
    if not cookie:
        return []
    try:
        rows = _signer().loads(cookie, max_age=int(_LASTS.total_seconds()))
    except BadData:
        return []
    return [Message(kind if kind in _KINDS else "info", Text(vi, en)) for kind, vi, en in rows]


def _carry(response: Response) -> Response:
    waiting: list[Message] = g.get("said", [])
    if waiting:
        rows = [(message.kind, message.text.vi, message.text.en) for message in waiting]
        cookies.write(response, cookies.MESSAGE, str(_signer().dumps(rows)), lasts=_LASTS)
    elif g.get("messages_shown") and cookies.read(cookies.MESSAGE):
        cookies.drop(response, cookies.MESSAGE)
    return response
