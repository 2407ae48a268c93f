"""Recording money at the desk: what was paid at the counter or a bank, and receipts applicants have sent."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.dossiers.paying import counter
from engine.platform.db import transaction
from engine.platform.errors import Invalid
from engine.text import Text

_TAKEN = Text("Đã ghi nhận khoản thu.", "The payment is recorded.")
_DUE_AGAIN = Text("Khoản này lại là phải nộp; người nộp đọc được lý do.", "It is due again; the applicant reads why.")


def register(blueprint: Blueprint) -> None:
    """Add the acts."""
    add = blueprint.add_url_rule
    add("/ho-so/<int:dossier_id>/thu-tien", "take_payment", _take, methods=["POST"])
    add("/ho-so/<int:dossier_id>/chung-tu/<int:payment_id>/nhan", "confirm_claim", _confirm, methods=["POST"])
    add("/ho-so/<int:dossier_id>/chung-tu/<int:payment_id>/tra-lai", "refuse_claim", _refuse, methods=["POST"])


def _take(dossier_id: int) -> Response:
    form = request.form
    lines = [int(text) for text in form.getlist("lines") if text.isdigit() and len(text) < 16]
    try:
        with transaction() as session:
            number, way = form.get("receipt_no", ""), form.get("method", "")
            counter.take(session, require_actor(), dossier_id, lines, way, number, context.now())
    except Invalid as error:
        flash.say(error.what, "late")
    else:
        flash.say(_TAKEN)
    return _back(dossier_id)


def _confirm(dossier_id: int, payment_id: int) -> Response:
    with transaction() as session:
        counter.confirm(session, require_actor(), dossier_id, payment_id, context.now())
    flash.say(_TAKEN)
    return _back(dossier_id)


def _refuse(dossier_id: int, payment_id: int) -> Response:
    reason = request.form.get("reason", "")
    try:
        with transaction() as session:
            counter.turn_down(session, require_actor(), dossier_id, payment_id, reason, context.now())
    except Invalid as error:
        flash.say(error.what, "late")
    else:
        flash.say(_DUE_AGAIN)
    return _back(dossier_id)


def _back(dossier_id: int) -> Response:
    return redirect(url_for("desk.dossier", dossier_id=dossier_id) + "#phi", code=303)
