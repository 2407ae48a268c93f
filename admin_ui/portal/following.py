"""Following a dossier by its code and the key printed on the receipt; without the key only how far it is."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.portal import lookups, owner, owner_page
from admin_ui.web import context, visitors
from engine.platform.errors import AppError, Invalid, Missing
from engine.text import Text

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
    if request.method != "POST" and not (code and key):
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
    owner.remember(answer, code, key)
    return answer


def _how_far(code: str) -> BaseResponse:
    status = lookups.how_far(code, visitors.address(), context.now())
    return _form(code, status=status) if status else _form(code, _NO_SUCH_CODE)


def _dossier() -> BaseResponse | str:
    dossier_id = owner.dossier_id()
    if dossier_id is None:
        return redirect(url_for("portal.look_up"), code=303)
    return owner_page.show(dossier_id)


def _form(code: str, error: AppError | None = None, status: Text | None = None) -> Response:
    page = render_template("portal/look_up.html", code=code, error=error, status=status)
    return make_response(page, error.status if error else 200)
