"""Following a dossier by its code and the key printed on the receipt; without the key nothing is told.

The key travels once, in the look-up form or the QR code's address, and then waits in a signed cookie: addresses that
people copy, print or leave in the history of a shared machine never carry it.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.portal import followed
from admin_ui.web import context, cookies, visitors
from engine.platform.db import reading
from engine.platform.errors import Missing
from engine.text import Text

_OPEN_FOR = timedelta(minutes=30)
_NOT_FOUND = Text(
    "Không có hồ sơ nào ứng với mã và khóa đã nhập.",
    "No dossier matches the code and the key you typed.",
)
_EMPTY = Text("Xin nhập mã hồ sơ và khóa tra cứu.", "Please type the dossier code and the look-up key.")


def register(blueprint: Blueprint) -> None:
    """Add the look-up form and the page of a followed dossier."""
    blueprint.add_url_rule("/tra-cuu", "look_up", _look_up, methods=["GET", "POST"])
    blueprint.add_url_rule("/tra-cuu/ho-so", "dossier", _dossier)


def _look_up() -> BaseResponse | str:
    asked = request.form if request.method == "POST" else request.args
    code, key = _clean(asked.get("ma", "")), asked.get("khoa", "").strip()
    if not code and not key:
        error = _EMPTY if request.method == "POST" else None
        return _form(code, error)
    if not code or not key:
        return _form(code, _EMPTY if request.method == "POST" else None)
    try:
        _find(code, key)
    except Missing:
        return _form(code, _NOT_FOUND)
    answer = redirect(url_for("portal.dossier"), code=303)
    assert isinstance(answer, Response)
    cookies.write(answer, cookies.FOLLOW, str(_signer().dumps([code, key])), lasts=_OPEN_FOR)
    return answer


def _dossier() -> BaseResponse | str:
    opened = _opened()
    if opened is None:
        return redirect(url_for("portal.look_up"), code=303)
    return render_template("portal/dossier.html", dossier=_find(*opened))


def _find(code: str, key: str) -> followed.Followed:
    with reading() as session:
        return followed.find(session, code, key, visitors.address(), context.now())


def _form(code: str, error: Text | None) -> Response:
    page = render_template("portal/look_up.html", code=code, error=error)
    return make_response(page, 422 if error else 200)


def _opened() -> tuple[str, str] | None:
    cookie = cookies.read(cookies.FOLLOW)
    if cookie is None:
        return None
    try:
        code, key = _signer().loads(cookie, max_age=int(_OPEN_FOR.total_seconds()))
    except (BadData, ValueError):
        return None
    return str(code), str(key)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(context.settings().secret_key, salt="follow")


def _clean(code: str) -> str:
    return "".join(code.split()).upper()[:60]
