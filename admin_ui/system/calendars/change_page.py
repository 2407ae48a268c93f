"""One change of calendars: what it would move, then how far it has moved it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.dossiers.moving import progress
from engine.dossiers.operations import calendars
from engine.organisation import policy
from engine.organisation.calendars import operations, queries
from engine.organisation.calendars.models import DRAFT
from engine.organisation.operations.acting import By
from engine.organisation.policy import Act
from engine.organisation.units import name_at
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError
from engine.platform.time import local_day
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the page and its two acts."""
    address = "/he-thong/lich/thay-doi/<int:change_id>"
    blueprint.add_url_rule(address, "calendar_change", _change)
    blueprint.add_url_rule(f"{address}/ap-dung", "apply_calendar_change", _apply, methods=["POST"])
    blueprint.add_url_rule(f"{address}/bo", "discard_calendar_change", _discard, methods=["POST"])


def _change(change_id: int) -> str | tuple[str, int]:
    return _page(change_id)


def _apply(change_id: int) -> Response | tuple[str, int]:
    by = By(require_actor(), context.now())
    try:
        with transaction() as session:
            calendars.apply(session, by, change_id)
    except AppError as error:
        return _page(change_id, error)
    flash.say(Text("Lịch mới đã có hiệu lực.", "The new calendar is in force."))
    return redirect(url_for("system.calendar_change", change_id=change_id), code=303)


def _discard(change_id: int) -> Response:
    by = By(require_actor(), context.now())
    with transaction() as session:
        operations.discard(session, by, change_id)
    flash.say(Text("Đã bỏ thay đổi, không có gì được sửa.", "The change was dropped; nothing was altered."), "info")
    return redirect(url_for("system.calendars"), code=303)


def _page(change_id: int, error: AppError | None = None) -> tuple[str, int]:
    policy.require(require_actor(), Act.ADMINISTER)
    now = context.now()
    found, moved, problem = calendars.Preview(), None, error
    with reading() as session:
        row = queries.change(session, change_id)
        if row.status == DRAFT:
            try:
                found = calendars.preview(session, operations.of_row(row), now)
            except AppError as refused:
                problem = problem or refused
        else:
            moved = progress.of_change(session, change_id)
        units = {unit: name_at(session, unit, local_day(now)) for unit, _ in found.by_unit}
    shown = render_template(
        "system/calendars/change.html", row=row, found=found, moved=moved, units=units, error=problem
    )
    return shown, problem.status if problem else 200
