"""Books compared with partners: days, differences, what a person has cleared up, and the table to take away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from admin_ui.web import context, flash
from admin_ui.web.language import language
from admin_ui.web.visitors import require_actor
from engine.connectors import operations
from engine.connectors.books import jobs, keeping, queries, reading, sheet
from engine.connectors.queries import partners as all_partners
from engine.organisation import policy
from engine.organisation.operations.acting import By
from engine.organisation.policy import Act
from engine.platform.db import reading as looking
from engine.platform.db import transaction
from engine.platform.errors import AppError, Invalid
from engine.platform.time import local_day
from engine.text import Text

_MOST = 200
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(blueprint: Blueprint) -> None:
    """Add the page, its two acts and its two exports."""
    rules: list[tuple[str, str, Callable[..., Any], list[str]]] = [
        ("/he-thong/ket-noi/so", "books", _page, ["GET"]),
        ("/he-thong/ket-noi/so/xong", "books_settle", _settle, ["POST"]),
        ("/he-thong/ket-noi/so/so-lai", "books_ask", _ask, ["POST"]),
        ("/he-thong/ket-noi/so.csv", "books_csv", _csv, ["GET"]),
        ("/he-thong/ket-noi/so.xlsx", "books_excel", _excel, ["GET"]),
    ]
    for rule, endpoint, view, methods in rules:
        blueprint.add_url_rule(rule, endpoint, view, methods=methods)


def _page(results: list[tuple[int, Text, bool]] | None = None, note: str = "") -> str:
    policy.require(require_actor(), Act.ADMINISTER)
    code, day = _asked()
    everything = bool(day) or request.values.get("xem") == "tat-ca"
    now = context.now()
    with looking() as session:
        days = queries.days(session, code)
        rows = queries.differences(session, code, day, unsettled=not everything)
        partners = [
            (one.row.code, one.row.name, reading.source(session, one.row.code)) for one in all_partners(session, now)
        ]
    return render_template(
        "system/connector_books.html",
        days=days,
        rows=rows,
        partners=partners,
        code=code,
        day=day,
        everything=everything,
        results=results or [],
        note=note,
        kinds=sheet.KINDS,
        said_result=lambda result: sheet.said(result, language()),
        yesterday=local_day(now) - timedelta(days=1),
    )


def _settle() -> str:
    """Each chosen difference on its own, all with the one sentence."""
    by, note = By(require_actor(), context.now()), request.form.get("note", "")
    by.require_administrator()
    results = []
    for text in request.form.getlist("difference")[:_MOST]:
        if not text.isdigit() or len(text) > 18:
            continue
        try:
            with transaction() as session:
                keeping.settle(session, by, int(text), note)
            results.append((int(text), Text("Đã ghi nhận.", "Recorded."), True))
        except AppError as error:
            results.append((int(text), error.what, False))
    return _page(results, note if any(not one[2] for one in results) else "")


def _ask() -> AnyResponse:
    """Compare a day now."""
    by, code = By(require_actor(), context.now()), request.form.get("doi_tac", "")
    by.require_administrator()
    try:
        day = date.fromisoformat(request.form.get("ngay", ""))
    except ValueError:
        raise Invalid(Text("Ngày không hợp lệ.", "This is not a day."), where="ngay") from None
    if not date(2000, 1, 1) <= day <= local_day(by.at):
        raise Invalid(Text("Chỉ so được ngày đã qua hoặc hôm nay.", "Only past days and today."), where="ngay")
    with transaction() as session:
        operations.find(session, code)
        if reading.source(session, code) is None:
            raise Invalid(Text("Đối tác này không cung cấp sổ.", "This partner gives no list."), where="doi_tac")
        jobs.ask(session, code, day, by.at, again=True)
        by.record(session, "partner", code, "books_asked", day=day.isoformat())
    flash.say(Text("Đang hỏi đối tác; tải lại trang sau ít phút.", "The partner is being asked; reload in a minute."))
    return redirect(url_for("system.books", doi_tac=code), code=303)


def _csv() -> Response:
    return _export(sheet.as_csv, "text/csv; charset=utf-8", "csv")


def _excel() -> Response:
    return _export(sheet.as_excel, _EXCEL, "xlsx")


def _export(make: Callable[[Any, str], bytes], kind: str, ending: str) -> Response:
    policy.require(require_actor(), Act.ADMINISTER)
    code, day = _asked()
    with looking() as session:
        rows = queries.differences(session, code, day, most=queries.MOST)
    name = "-".join(part for part in ("so-sanh", code, day) if part)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "X-Content-Type-Options": "nosniff"}
    return Response(make(rows, language()), mimetype=None, content_type=kind, headers=headers)


def _asked() -> tuple[str, str]:
    """The partner and the day the reader wants to see; what is neither is left out."""
    code, day = request.values.get("doi_tac", ""), request.values.get("ngay", "")
    try:
        day = date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        day = ""
    return code if code.replace("_", "").replace("-", "").replace(".", "").isalnum() and len(code) <= 60 else "", day
