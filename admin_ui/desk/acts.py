"""What an officer does: finish, take, give back, hand over or draft a step; recall or stop; try an incident again."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.components import conflicts
from admin_ui.components.posted import mistakes, posted, uploads
from admin_ui.desk import dossier_page
from admin_ui.desk.sheets import Again
from admin_ui.web import context, flash, visitors
from admin_ui.web.limits import takes_files
from admin_ui.web.stores import file_store
from admin_ui.web.visitors import require_actor
from engine import forms
from engine.dossiers.operations import handing, recall, repairs, steps, withdrawal
from engine.forms import Form
from engine.platform.db import reading, transaction
from engine.platform.errors import Conflict, Invalid, TooLarge
from engine.text import Text

DONE = Text("Đã hoàn thành bước. Hồ sơ đã chuyển tiếp.", "Step finished. The dossier has moved on.")


def register(blueprint: Blueprint) -> None:
    """Add the writing routes of the desk."""
    add = blueprint.add_url_rule
    add("/viec/<int:work_item_id>/hoan-thanh", "complete", _complete, methods=["POST"])
    add("/viec/<int:work_item_id>/nhan", "claim", _claim, methods=["POST"])
    add("/viec/<int:work_item_id>/tra-lai", "release", _release, methods=["POST"])
    add("/viec/<int:work_item_id>/nhap", "save_draft", _autosave, methods=["POST"])
    add("/ho-so/<int:dossier_id>/dung", "withdraw", _withdraw, methods=["POST"])
    add("/viec/<int:work_item_id>/giao", "hand_over", _hand_over, methods=["POST"])
    add("/ho-so/<int:dossier_id>/thu-hoi", "recall", _recall, methods=["POST"])
    add("/su-co/<int:incident_id>/thu-lai", "retry", _retry, methods=["POST"])


@takes_files
def _complete(work_item_id: int) -> Response | tuple[str, int]:
    actor, now = require_actor(), context.now()
    dossier_id, form = _where(work_item_id)
    raw, outcome, files = posted(form), request.form.get("outcome"), uploads()
    pressed = forms.act_of(form, request.form) if form else None
    if pressed is not None:
        changed = pressed.apply(raw, {}, now)
        again = Again(work_item_id, changed, {}, outcome, pressed.focus(changed), bool(files))
        return dossier_page.show(dossier_id, again), 200
    if "save" in request.form:
        return _keep_draft(work_item_id) or _back(dossier_id, Text("Đã lưu nháp.", "Draft saved."))
    try:
        with transaction() as session:
            steps.complete(session, file_store(), actor, work_item_id, outcome, raw, files, now)
    except (Invalid, TooLarge) as error:
        again = Again(work_item_id, raw, mistakes(error), outcome, files=bool(files))
        return dossier_page.show(dossier_id, again), error.status
    except Conflict as conflict:
        return conflicts.page(conflict, _page_of(dossier_id), form, raw)
    return _back(dossier_id, DONE)


def _claim(work_item_id: int) -> Response | tuple[str, int]:
    dossier_id, _ = _where(work_item_id)
    try:
        with transaction() as session:
            steps.claim(session, require_actor(), work_item_id, context.now())
    except Conflict as conflict:
        return conflicts.page(conflict, _page_of(dossier_id))
    return _back(dossier_id, Text("Ông/bà đã nhận việc này.", "You have taken this."))


def _release(work_item_id: int) -> Response | tuple[str, int]:
    dossier_id, _ = _where(work_item_id)
    try:
        with transaction() as session:
            steps.release(session, require_actor(), work_item_id, context.now())
    except Conflict as conflict:
        return conflicts.page(conflict, _page_of(dossier_id))
    flash.say(Text("Đã trả việc về cho cả bộ phận.", "Given back to everybody who holds the post."))
    return redirect(url_for("desk.inbox"), code=303)


def _autosave(work_item_id: int) -> Response | tuple[str, int]:
    """Keep what the script sends while somebody types; nothing to show."""
    return _keep_draft(work_item_id) or Response(status=204)


def _keep_draft(work_item_id: int) -> tuple[str, int] | None:
    dossier_id, form = _where(work_item_id)
    raw, outcome = posted(form), request.form.get("outcome")
    try:
        with transaction() as session:
            steps.save_draft(session, require_actor(), work_item_id, outcome, raw, context.now())
    except Conflict as conflict:
        return conflicts.page(conflict, _page_of(dossier_id), form, raw)
    return None


def _withdraw(dossier_id: int) -> Response | tuple[str, int]:
    try:
        with transaction() as session:
            withdrawal.withdraw(session, require_actor(), dossier_id, request.form.get("ly_do", ""), context.now())
    except Conflict as conflict:
        return conflicts.page(conflict, _page_of(dossier_id))
    return _back(dossier_id, Text("Đã dừng giải quyết hồ sơ.", "The dossier has been stopped."))


def _hand_over(work_item_id: int) -> Response | tuple[str, int]:
    dossier_id, _ = _where(work_item_id)
    person = request.form.get("person", type=int) or 0
    try:
        with transaction() as session:
            handing.hand_over(session, require_actor(), work_item_id, person, context.now())
    except Conflict as conflict:
        return conflicts.page(conflict, _page_of(dossier_id))
    return _back(dossier_id, Text("Đã giao việc.", "The step has been given over."))


def _recall(dossier_id: int) -> Response | tuple[str, int]:
    try:
        with transaction() as session:
            recall.recall(session, require_actor(), dossier_id, context.now())
    except Conflict as conflict:
        return conflicts.page(conflict, _page_of(dossier_id))
    return _back(dossier_id, Text("Đã thu hồi bước vừa hoàn thành.", "The step you finished is yours again."))


def _retry(incident_id: int) -> Response:
    with transaction() as session:
        settled = repairs.retry(session, require_actor(), incident_id, context.now())
    if settled:
        flash.say(Text("Sự cố đã được xử lý.", "The incident is settled."))
    else:
        flash.say(Text("Vẫn chưa xử lý được, xem lại nguyên nhân.", "It still fails; look at the cause."), "late")
    came_from = urlsplit(request.referrer or "").path
    return redirect(visitors.safe_target(came_from, url_for("desk.inbox")), code=303)


def _where(work_item_id: int) -> tuple[int, Form | None]:
    with reading() as session:
        return steps.form_of(session, work_item_id)


def _back(dossier_id: int, said: Text) -> Response:
    flash.say(said)
    return redirect(_page_of(dossier_id), code=303)


def _page_of(dossier_id: int) -> str:
    return url_for("desk.dossier", dossier_id=dossier_id)
