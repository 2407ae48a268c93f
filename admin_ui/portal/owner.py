"""Who opened a dossier by code and key stays its owner for a while: a signed cookie remembers both.

The key travels once, in the look-up form or the QR code's address, and then waits here: addresses that people copy,
print or leave in the history of a shared machine never carry it.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Response
from itsdangerous import BadData, URLSafeTimedSerializer

from admin_ui.web import context, cookies
from engine.dossiers.queries import lookup
from engine.platform.db import reading
from engine.platform.errors import Missing

_OPEN_FOR = timedelta(minutes=30)


def remember(answer: Response, code: str, key: str) -> None:
    """Let the browser that sends this back act as the owner."""
    cookies.write(answer, cookies.FOLLOW, str(_signer().dumps([code, key])), lasts=_OPEN_FOR)


def dossier_id() -> int | None:
    """The dossier this browser opened; None when it opened none, or too long ago."""
    cookie = cookies.read(cookies.FOLLOW)
    if cookie is None:
        return None
    try:
        code, key = _signer().loads(cookie, max_age=int(_OPEN_FOR.total_seconds()))
        with reading() as session:
            return lookup.by_key(session, str(code), str(key))
    except (BadData, ValueError, Missing):
        return None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(context.settings().secret_key, salt="follow")
