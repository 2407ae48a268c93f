"""Following a dossier by its code and the key printed on the receipt; without the key only how far it is.

The key travels once, in the look-up form or the QR code's address, and then waits in a signed cookie: addresses that
people copy, print or leave in the history of a shared machine never carry it.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.portal import followed, lookups
from admin_ui.web import context, cookies, visitors
from engine.platform.errors import AppError, Invalid, Missing
from engine.text import Text

_OPEN_FOR = timedelta(minutes=30)
_LONGEST = 60
_NO_CODE = Invalid(Text("Xin nhập mã hồ sơ.", "Please type the dossier code."))
_NO_SUCH_CODE = Missing(
    Text("Không tìm thấy hồ sơ với mã này.", "No dossier has this code."),
    Text("Kiểm tra lại mã in trên giấy tiếp nhận.", "Check the code printed on the receipt."),
)


def register(blueprint: Blueprint) -> None:
    """Add the look-up form and the page of a followed dossier."""
    blueprint.add_url_rule("/tra-cuu", "look_up", _look_up, methods=["GET", "POST"])
    blueprint.add_url_rule("/tra-cuu/ho-so", "dossier", _dossier)


def _look_up() -> BaseResponse:
    asked = request.form if request.method == "POST" else request.args
    code, key = asked.get("ma", "").strip()[:_LONGEST], asked.get("khoa", "").strip()[:_LONGEST]
    if request.method == "GET" and not (code and key):
        return _form(code)
    if not code:
        return _form(code, _NO_CODE)
    try:
        return _open(code, key) if key else _how_far(code)
    except AppError as error:
        return _form(code, error)


def _open(code: str, key: str) -> BaseResponse:
    lookups.find(code, key, visitors.address(), context.now())
    answer = redirect(url_for("portal.dossier"), code=303)
    assert isinstance(answer, Response)
    cookies.write(answer, cookies.FOLLOW, str(_signer().dumps([code, key])), lasts=_OPEN_FOR)
    return answer


def _how_far(code: str) -> BaseResponse:
    status = lookups.how_far(code, visitors.address(), context.now())
    return _form(code, status=status) if status else _form(code, _NO_SUCH_CODE)


def _dossier() -> BaseResponse | str:
    opened = _opened()
    if opened is None:
        return redirect(url_for("portal.look_up"), code=303)
    page = lookups.page(*opened, context.now())
    return render_template("portal/dossier.html", dossier=followed.of(page))


def _form(code: str, error: AppError | None = None, status: Text | None = None) -> Response:
    page = render_template("portal/look_up.html", code=code, error=error, status=status)
    return make_response(page, error.status if error else 200)


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
