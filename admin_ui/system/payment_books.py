"""Our books of online payments against the gateway's: days compared, what differs, settling it."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.dossiers.paying import books
from engine.organisation.operations.acting import By
from engine.platform.db import reading, transaction
from engine.platform.errors import Invalid
from engine.platform.time import local_day
from engine.text import Text

_ASKED = Text("Đã yêu cầu đối soát; tải lại trang sau ít giây.", "Asked for; reload the page in a few seconds.")
_SETTLED = Text("Đã ghi cách xử lý.", "Recorded as settled.")
_NO_DAY = Text("Chọn ngày cần đối soát.", "Choose the day to compare.")


def register(blueprint: Blueprint) -> None:
    """Add the page and its acts."""
    rule = "/he-thong/doi-soat/thanh-toan"
    blueprint.add_url_rule(rule, "payment_books", _page)
    blueprint.add_url_rule(f"{rule}/lam", "payment_compare", _compare, methods=["POST"])
    blueprint.add_url_rule(f"{rule}/<int:mismatch_id>/xu-ly", "payment_settle", _settle, methods=["POST"])


def _page(error: Invalid | None = None, about: int = 0) -> str:
    with reading() as session:
        found = books.read(session, require_actor())
    today = local_day(context.now()).isoformat()
    return render_template("system/payment_books.html", books=found, today=today, error=error, about=about)


def _compare() -> Response | tuple[str, int]:
    by = By(require_actor(), context.now())
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        return _page(Invalid(_NO_DAY, where="day")), 422
    try:
        with transaction() as session:
            books.ask(session, by, day)
    except Invalid as error:
        return _page(error), error.status
    flash.say(_ASKED)
    return redirect(url_for("system.payment_books"), code=303)


def _settle(mismatch_id: int) -> Response | tuple[str, int]:
    by = By(require_actor(), context.now())
    try:
        with transaction() as session:
            books.settle(session, by, mismatch_id, request.form.get("note", ""), context.now())
    except Invalid as error:
        return _page(error, mismatch_id), error.status
    flash.say(_SETTLED)
    return redirect(url_for("system.payment_books"), code=303)
