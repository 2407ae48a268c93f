"""Nobody else's page may make a visitor's browser write here: a token bound to the visit, in every writing form.

The token is a keyed hash of the log-in session (or, before log-in, of a random guest cookie), with fresh salt each
time it is printed, so that compression of the page tells nothing about it.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request
from markupsafe import Markup

from admin_ui.web import context, cookies
from engine.platform.errors import AppError
from engine.text import Text

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_EXEMPT = "csrf_exempt"
_SALT_BYTES = 8
_GUEST_BYTES = 16

View = TypeVar("View", bound=Callable[..., Any])


class StalePage(AppError):
    """The form was printed for another visit, or forged (400)."""

    status = 400


def register(app: Flask) -> None:
    """Check every writing request and offer ``csrf_token()`` and ``csrf_field()`` to templates."""
    app.before_request(_check)
    app.after_request(_keep_guest)
    app.jinja_env.globals.update(csrf_token=token, csrf_field=field)


def exempt(view: View) -> View:
    """Mark a view that is called by programs with their own credentials, never by a browser's cookie."""
    setattr(view, _EXEMPT, True)
    return view


def token() -> str:
    """Return a fresh token for the current visit; begins a guest visit when nobody is logged in."""
    bound = _visit()
    if bound is None:
        bound = g.new_guest = secrets.token_urlsafe(_GUEST_BYTES)
    salt = secrets.token_hex(_SALT_BYTES)
    return f"{salt}.{_hash(salt, bound)}"


def field() -> Markup:
    """Return the hidden field every writing form carries."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token())


def _visit() -> str | None:
    fresh: str | None = g.get("new_guest")
    return cookies.read(cookies.SESSION) or fresh or cookies.read(cookies.GUEST)


def _hash(salt: str, bound: str) -> str:
    key = f"csrf:{context.settings().secret_key}".encode()
    return hmac.new(key, f"{salt}:{bound}".encode(), sha256).hexdigest()


def _check() -> None:
    if request.method not in _WRITING or request.endpoint is None:
        return
    if getattr(current_app.view_functions[request.endpoint], _EXEMPT, False):
        return
    if request.headers.get("Sec-Fetch-Site") == "cross-site" or not _is_ours(_sent()):
        raise StalePage(
            Text(
                "Chưa ghi nhận được: trang này đã mở từ một lần đăng nhập khác hoặc không do hệ thống gửi ra.",
                "Nothing was recorded: this page belongs to another log-in, or was not sent out by this system.",
            ),
            Text("Xin tải lại trang rồi thực hiện lại.", "Please reload the page and try again."),
        )


def _sent() -> str:
    return request.headers.get(HEADER) or request.form.get(FIELD) or ""


def _is_ours(sent: str) -> bool:
    bound = _visit()
    salt, dot, signature = sent.partition(".")
    return bool(bound and dot) and hmac.compare_digest(signature.encode(), _hash(salt, bound or "").encode())


def _keep_guest(response: Response) -> Response:
    if "new_guest" in g:
        cookies.write(response, cookies.GUEST, g.new_guest)
    return response
