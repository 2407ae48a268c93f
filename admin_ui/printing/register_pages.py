"""Sổ theo dõi hồ sơ on the screen, as Excel, and put under a number to be printed."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.printing import files
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.dossiers.authorship import as_author
from engine.dossiers.papers import register as registers
from engine.dossiers.papers.register import Period
from engine.platform.db import reading, transaction
from engine.platform.errors import Invalid
from engine.platform.time import local_day
from engine.text import Text

_ON_SCREEN = 100


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/so-theo-doi", "register", _page)
    blueprint.add_url_rule("/so-theo-doi/excel", "register_excel", _excel)
    blueprint.add_url_rule("/so-theo-doi", "issue_register", _issue, methods=["POST"])


def _page() -> str | tuple[str, int]:
    actor, now = require_actor(), context.now()
    page = max(request.args.get("trang", 1, type=int), 1)
    with reading() as session:
        offices = registers.keepers(session, actor, now)
        error, lines, total = None, [], 0
        asked = _asked(offices[0].id if offices else 0)
        try:
            if offices:
                registers.require(session, actor, asked, now)
                total = registers.count(session, asked)
                lines = registers.lines(session, asked, now, _ON_SCREEN, (page - 1) * _ON_SCREEN)
        except Invalid as wrong:
            error = wrong
    shown = render_template(
        "printing/register.html",
        offices=offices,
        asked=asked,
        lines=lines,
        total=total,
        page=page,
        pages=-(-total // _ON_SCREEN),
        error=error,
    )
    return shown, error.status if error else 200


def _excel() -> Response:
    actor, now = require_actor(), context.now()
    with reading() as session:
        asked = _asked(0)
        unit = registers.require(session, actor, asked, now)
        said = registers.fields(session, asked, unit, now)
    name = f"Sổ theo dõi hồ sơ {unit.name} {asked.first:%Y%m%d}-{asked.last:%Y%m%d}.xlsx"
    return files.attachment(registers.excel(said), "xlsx", name)


def _issue() -> Response:
    actor, now = require_actor(), context.now()
    with transaction() as session:
        made = registers.issue(session, actor, as_author(actor), _asked(0), now)
        public_id = registers.public_id(session, made)
    return redirect(url_for("printing.paper", public_id=public_id), code=303)


def _asked(unit_id: int) -> Period:
    today = local_day(context.now())
    values = request.values
    chosen = values.get("don_vi", unit_id, type=int)
    return Period(chosen, _day(values.get("tu"), today.replace(day=1)), _day(values.get("den"), today))


def _day(typed: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(typed) if typed else otherwise
    except ValueError:
        raise Invalid(
            Text(f"«{typed}» không phải là ngày.", f"“{typed}” is no date."),
            Text("Chọn ngày trong lịch.", "Choose a day from the calendar."),
        ) from None
