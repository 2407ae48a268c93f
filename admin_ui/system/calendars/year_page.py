"""The nation's list of one year: holidays and swaps with their decisions, instead of the expected ones."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from admin_ui.system.calendars import drafting, typed
from admin_ui.web.visitors import require_actor
from engine import clock
from engine.organisation import policy
from engine.organisation.calendars import queries
from engine.organisation.calendars.changes import Change
from engine.organisation.policy import Act
from engine.platform.db import reading
from engine.platform.errors import AppError
from engine.text import Text

BLANK = 4
_MOST = 80


def register(blueprint: Blueprint) -> None:
    """Add the form."""
    blueprint.add_url_rule("/he-thong/lich/nam/<int:year>", "calendar_year", _year)
    blueprint.add_url_rule("/he-thong/lich/nam/<int:year>", "draft_calendar_year", _draft, methods=["POST"])


def _year(year: int) -> str:
    policy.require(require_actor(), Act.ADMINISTER)
    if not 2000 <= year <= 2200:
        abort(404)
    with reading() as session:
        book = queries.book(session)
    rows, drafted = _rows(book.years.get(year), book.national, year)
    return _page(year, rows, drafted)


def _draft(year: int) -> Response | tuple[str, int]:
    policy.require(require_actor(), Act.ADMINISTER)
    count = min(request.form.get("so_dong", 0, type=int), _MOST)
    decision = request.form.get("quyet_dinh", "").strip()
    try:
        document = typed.year_document(year, request.form, count)
        said = Text(f"Lịch nghỉ năm {year}", f"Days off of {year}")
        return drafting.preview(Change("year", str(year), document, said, decision))
    except AppError as error:
        rows = [
            {name: request.form.get(f"{name}_{row}", "") for name in ("nghi", "ten", "bu", "can_cu")}
            for row in range(count)
        ]
        return _page(year, rows, False, error, decision), error.status


def _rows(stored: Any, national: clock.VietnameseDays, year: int) -> tuple[list[dict[str, str]], bool]:
    if stored:
        return typed.year_rows(stored), False
    if not national.undecided(year):
        return _decided(national, year), False
    drafted = sorted(clock.draft(year).items())
    return [
        _row(day.isoformat(), what.reason.vi.removesuffix(" (dự kiến)"))
        for day, what in drafted
        if what.kind == "holiday"
    ], True


def _decided(national: clock.VietnameseDays, year: int) -> list[dict[str, str]]:
    """A shipped year as rows: what each day is called, and after the dash the decision."""
    rows = []
    for day, what in sorted(national.decided[year].items()):
        name, _, by = what.reason.vi.rpartition(" – ")
        if what.kind == "holiday" and "làm bù ngày " not in name:
            rows.append({**_row(day.isoformat(), name), "can_cu": by})
        elif what.kind == "holiday":
            made_up = "-".join(reversed(name.rpartition("làm bù ngày ")[2].split("/")))
            rows.append({**_row(day.isoformat(), ""), "bu": made_up, "can_cu": by})
    return rows


def _row(day: str, name: str) -> dict[str, str]:
    return {"nghi": day, "ten": name, "bu": "", "can_cu": ""}


def _page(
    year: int, rows: list[dict[str, str]], drafted: bool, error: AppError | None = None, decision: str = ""
) -> str:
    rows = rows + [_row("", "")] * BLANK if error is None else rows
    return render_template(
        "system/calendars/year.html", year=year, rows=rows, drafted=drafted, error=error, decision=decision
    )
