"""The acts on one procedure of a file: correct a row, use earlier corrections, settle points, name it, accept it."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare.importing import found_page, row_form
from admin_ui.declare.importing.found_page import Panel
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.bpmn.edit import EditRefused
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Conflict, Invalid, Missing, Refused, Unauthenticated
from engine.publication.imports import correcting, found, points, taking
from engine.publication.imports.found import Found
from engine.publication.inspection import read_diagram
from engine.text import Text

_AT_MOST = 1000


def register(blueprint: Blueprint) -> None:
    """Add the acts."""
    base = "/nhap/<int:import_id>/thu-tuc/<int:found_id>"
    for path, name, view in (
        ("sua", "import_correct", _correct),
        ("tu-da-sua", "import_use_words", _use_words),
        ("diem", "import_settle", _settle),
        ("ten", "import_rename", _rename),
        ("nhan", "import_take_one", _take),
        ("so-sanh", "import_compare", _compare),
    ):
        blueprint.add_url_rule(f"{base}/{path}", name, view, methods=["POST"])


def _correct(import_id: int, found_id: int) -> Response:
    actor, one = require_actor(), _load(import_id, found_id)
    row = _number(request.form.get("dong", ""))
    try:
        element = one.told["rows"][row]["element"] if row < len(one.told["rows"]) else None
        if element is None:
            raise Missing(Text("Không có dòng này.", "There is no such row."))
        wanted = row_form.read(request.form, read_diagram(one.sources.bpmn), element)
        settled = {_number(number) for number in request.form.getlist("xong")[:_AT_MOST]}
        with transaction() as session:
            changed = correcting.correct(session, actor, one, row, wanted, settled, context.now())
    except (Refused, Unauthenticated, Missing):
        raise
    except (AppError, EditRefused) as error:
        wrong = getattr(error, "where", "") or ""
        return found_page.page(import_id, found_id, error, Panel(row, request.form, wrong))
    flash.say(Text(f"Đã lưu; {changed} bước thay đổi.", f"Saved; {changed} steps changed."))
    return _back(import_id, found_id, f"hang-{row}")


def _use_words(import_id: int, found_id: int) -> Response:
    actor, one = require_actor(), _load(import_id, found_id)
    try:
        with transaction() as session:
            changed = correcting.use_words(session, actor, one, context.now())
    except (Refused, Unauthenticated):
        raise
    except (AppError, EditRefused) as error:
        return found_page.page(import_id, found_id, error)
    flash.say(Text(f"Đã dùng lại cách sửa trước cho {changed} bước.", f"Earlier corrections used for {changed} steps."))
    return _back(import_id, found_id)


def _settle(import_id: int, found_id: int) -> Response:
    actor = require_actor()
    chosen = {_number(number) for number in request.form.getlist("diem")[:_AT_MOST]}
    resolved = request.form.get("la") == "xong"
    try:
        if not chosen:
            raise Invalid(
                Text("Chưa đánh dấu điểm nào.", "No point is ticked."),
                Text("Đánh dấu ở từng điểm rồi bấm lại.", "Tick points, then press again."),
            )
        with transaction() as session:
            found.row_of(session, actor, import_id, found_id)
            status = points.RESOLVED if resolved else points.ACCEPTED
            note = request.form.get("ghi_chu", "")
            done = points.settle(session, actor, found_id, chosen, status, note, context.now())
    except Invalid as error:
        return found_page.page(import_id, found_id, error)
    flash.say(
        Text(f"Đã ghi nhận {done} điểm với tên của anh/chị.", f"{done} points settled in your name."),
    )
    return _back(import_id, found_id)


def _rename(import_id: int, found_id: int) -> Response:
    actor, now = require_actor(), context.now()
    try:
        with transaction() as session:
            taking.rename(session, actor, import_id, found_id, request.form.get("ten", ""), now)
            taking.compare(session, actor, import_id, found_id, now)
    except Invalid as error:
        return found_page.page(import_id, found_id, error)
    return _back(import_id, found_id)


def _take(import_id: int, found_id: int) -> Response:
    actor, now = require_actor(), context.now()
    try:
        with transaction() as session:
            copy_id = taking.take(session, actor, import_id, found_id, now)
    except Conflict as error:
        with transaction() as session:
            taking.compare(session, actor, import_id, found_id, now)
        return found_page.page(import_id, found_id, error)
    except (Invalid, EditRefused) as error:
        return found_page.page(import_id, found_id, error)
    flash.say(Text("Đã ghi vào bản soạn. Kiểm tra rồi trình duyệt như thường.", "Written into the working copy."))
    return redirect(url_for("declare.working", copy_id=copy_id), code=303)


def _compare(import_id: int, found_id: int) -> Response:
    actor = require_actor()
    with transaction() as session:
        taking.compare(session, actor, import_id, found_id, context.now())
    flash.say(Text("Đang so sánh lại; tải lại trang sau ít giây.", "Comparing again; reload in a few seconds."))
    return _back(import_id, found_id)


def _load(import_id: int, found_id: int) -> Found:
    actor = require_actor()
    with reading() as session:
        return found.load(session, actor, import_id, found_id)


def _back(import_id: int, found_id: int, anchor: str | None = None) -> Response:
    address = url_for("declare.import_found", import_id=import_id, found_id=found_id, _anchor=anchor)
    return redirect(address, code=303)


def _number(typed: str) -> int:
    if not typed.isdecimal() or len(typed) > 6:
        raise Missing(Text("Không có dòng hay điểm này.", "There is no such row or point."))
    return int(typed)
