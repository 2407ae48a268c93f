"""The cookies of this program: their names, and the flags each of them always carries."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, request

from admin_ui.web import context

SESSION = "phien"
GUEST = "khach"
LANGUAGE = "ngon_ngu"
MESSAGE = "loi_nhan"
FOLLOW = "theo_doi"
FILING = "nop_ho_so"


def name_of(plain: str) -> str:
    """Return the name as sent: with the ``__Host-`` prefix wherever the cookie is Secure."""
    return f"__Host-{plain}" if context.web().secure_cookies else plain


def read(plain: str) -> str | None:
    """Return the value the browser sent, or None."""
    return request.cookies.get(name_of(plain)) or None


def write(response: Response, plain: str, value: str, *, lasts: timedelta | None = None) -> None:
    """Set a cookie; without ``lasts`` it ends with the browser."""
    response.set_cookie(
        name_of(plain),
        value,
        max_age=None if lasts is None else int(lasts.total_seconds()),
        path="/",
        secure=context.web().secure_cookies,
        httponly=True,
        samesite="Lax",
    )


def drop(response: Response, plain: str) -> None:
    """Make the browser forget a cookie."""
    response.delete_cookie(name_of(plain), path="/", secure=context.web().secure_cookies, httponly=True, samesite="Lax")
