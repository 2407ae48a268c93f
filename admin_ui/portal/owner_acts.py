"""What the owner of a dossier does on her page: send what was asked for, prove a payment, confirm, take it back."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.components import conflicts
from admin_ui.components.posted import mistakes, posted, uploads
from admin_ui.portal import owner, owner_page
from admin_ui.portal.owner_page import Again
from admin_ui.web import context, flash
from admin_ui.web.limits import takes_files
from admin_ui.web.stores import file_store
from engine import forms
from engine.dossiers.dossier import open_dossier
from engine.dossiers.operations import waits, withdrawal
from engine.forms import Form
from engine.platform.db import reading, transaction
from engine.platform.errors import Conflict, Invalid, Missing, TooLarge
from engine.text import Text

_SENT = Text("Đã nhận. Hồ sơ của ông/bà được xử lý tiếp.", "Received. Your dossier goes on.")
_TAKEN_BACK = Text("Đã rút hồ sơ theo yêu cầu của ông/bà.", "Your dossier has been withdrawn.")


def register(blueprint: Blueprint) -> None:
    """Add the writing routes of the owner."""
    add = blueprint.add_url_rule
    add("/tra-cuu/ho-so/cho/<int:wait_id>", "answer", _answer, methods=["POST"])
    add("/tra-cuu/ho-so/rut", "withdraw", _withdraw, methods=["POST"])


@takes_files
def _answer(wait_id: int) -> BaseResponse | tuple[str, int]:
    dossier_id, now = owned(), context.now()
    form = _form_of(dossier_id, wait_id)
    raw, files = posted(form), uploads()
    pressed = forms.act_of(form, request.form) if form else None
    if pressed is not None:
        changed = pressed.apply(raw, {}, now)
        again = Again(wait_id, changed, focus=pressed.focus(changed), files=bool(files))
        return owner_page.show(dossier_id, again), 200
    try:
        with transaction() as session:
            waits.deliver_as_applicant(session, file_store(), dossier_id, wait_id, raw, files, now)
    except (Invalid, TooLarge) as error:
        again = Again(wait_id, raw, mistakes(error), files=bool(files))
        return owner_page.show(dossier_id, again), error.status
    except Conflict as conflict:
        return conflicts.page(conflict, url_for("portal.dossier"), form, raw)
    flash.say(_SENT)
    return redirect(url_for("portal.dossier"), code=303)


def _withdraw() -> BaseResponse | tuple[str, int]:
    dossier_id = owned()
    try:
        with transaction() as session:
            withdrawal.withdraw_as_applicant(session, dossier_id, request.form.get("ly_do", ""), context.now())
    except Conflict as conflict:
        return conflicts.page(conflict, url_for("portal.dossier"))
    flash.say(_TAKEN_BACK)
    return redirect(url_for("portal.dossier"), code=303)


def owned() -> int:
    """The dossier this browser opened by code and key. Raises ``Missing`` when that was too long ago."""
    found = owner.dossier_id()
    if found is None:
        raise Missing(
            Text("Phiên theo dõi hồ sơ đã hết.", "You are no longer following a dossier."),
            Text(
                "Nhập lại mã hồ sơ và khóa tra cứu, rồi gửi lại.", "Type the code and the key again, then send again."
            ),
        )
    return found


def _form_of(dossier_id: int, wait_id: int) -> Form | None:
    """The form that goes with what is awaited. Raises ``Missing`` for something of another dossier."""
    with reading() as session:
        row = waits.find(session, wait_id)
        if not waits.concerns(session, row, dossier_id):
            raise Missing(Text("Không tìm thấy nội dung chờ này.", "Nothing of this kind is awaited."))
        version = open_dossier(session, row.dossier_id).version
    declared = version.definition.nodes[row.element].wait
    return version.form(declared.form if declared else None)
