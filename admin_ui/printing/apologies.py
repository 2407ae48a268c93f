"""The letter of apology: drafted, put right, signed or thrown away, on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.dossiers import facts
from engine.dossiers.dossier import open_dossier
from engine.dossiers.operations import apologies
from engine.dossiers.operations.apologies import Apology, Letter
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Conflict, Invalid
from engine.text import Text

DRAFTED = Text("Đã lập dự thảo, chờ lãnh đạo ký.", "The letter is drafted and waits for a signature.")
SIGNED = Text("Đã ký: người nộp thấy ngày hẹn mới.", "Signed: the applicant sees the new date.")
SIGNED_LATE = Text(
    "Đã ký văn bản xin lỗi muộn: hạn theo quy định không thay đổi.", "Signed late: the legal date does not move."
)
GONE = Text("Đã bỏ dự thảo.", "The draft was thrown away.")


def register(blueprint: Blueprint) -> None:
    """Add the page and its acts."""
    blueprint.add_url_rule("/ho-so/<int:dossier_id>/xin-loi", "apology", _page)
    blueprint.add_url_rule("/ho-so/<int:dossier_id>/xin-loi", "write_apology", _write, methods=["POST"])


def _page(dossier_id: int) -> str:
    return _show(dossier_id)


def _write(dossier_id: int) -> Response | tuple[str, int]:
    actor, now = require_actor(), context.now()
    act = request.form.get("viec", "du_thao")
    try:
        with transaction() as session:
            if act == "bo":
                apologies.discard(session, actor, dossier_id, now)
                said = GONE
            elif act == "ky":
                promised = apologies.sign(session, actor, dossier_id, _letter(), now)
                said = SIGNED_LATE if promised.late else SIGNED
            else:
                apologies.draft(session, actor, dossier_id, _letter(), now)
                said = DRAFTED
    except (Invalid, Conflict) as error:
        return _show(dossier_id, error), error.status
    flash.say(said)
    return redirect(url_for("desk.dossier", dossier_id=dossier_id) + "#giay-da-ban-hanh", code=303)


def _letter() -> Letter:
    typed = request.form.get("hen_lai", "").strip()
    try:
        day = date.fromisoformat(typed) if typed else None
    except ValueError:
        raise Invalid(
            Text(f"«{typed}» không phải là ngày.", f"“{typed}” is no date."),
            Text("Chọn ngày trong lịch.", "Choose a day from the calendar."),
            where="hen_lai",
        ) from None
    return Letter(day, request.form.get("ly_do", "")[:2000])


def _show(dossier_id: int, error: AppError | None = None) -> str:
    actor, now = require_actor(), context.now()
    with reading() as session:
        dossier = open_dossier(session, dossier_id)
        policy.require(actor, Act.SEE_DOSSIER, facts.of_dossier(session, dossier.row, now))
        apology = apologies.standing(session, actor, dossier, now)
    before = apology.draft.fields if apology and apology.draft else _proposed(apology)
    typed = {
        "hen_lai": request.form.get("hen_lai", before.get("ngay_hen_lai", "")),
        "ly_do": request.form.get("ly_do", before.get("ly_do", "")),
    }
    return render_template("printing/apology.html", row=dossier.row, apology=apology, error=error, typed=typed)


def _proposed(apology: Apology | None) -> Mapping[str, str]:
    """What a letter nobody has begun says: a reason from the ledger and a working day."""
    if apology is None or apology.issued is not None:
        return {}
    return {"ngay_hen_lai": apology.new_day.isoformat() if apology.new_day else "", "ly_do": apology.reason}
