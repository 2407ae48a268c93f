"""Partners and calls: health, queue, debts; trying again, cancelling debts, one or many with a result each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.connectors import asked, operations, queries
from engine.connectors.books import queries as books
from engine.connectors.operations import PartnerWords
from engine.connectors.sealing import Sealer
from engine.dossiers.operations import calls_by_hand
from engine.organisation import policy
from engine.organisation.operations.acting import By
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid
from engine.text import Text

_MOST = 200
_ACTS: dict[str, Callable[..., None]] = {
    "retry": calls_by_hand.retry,
    "stop": calls_by_hand.stop,
    "waive": calls_by_hand.waive,
    "agree": calls_by_hand.agree,
}


def register(blueprint: Blueprint) -> None:
    """Add the console."""
    rules: list[tuple[str, str, Callable[..., Any], list[str]]] = [
        ("/he-thong/ket-noi", "connectors", _console, ["GET"]),
        ("/he-thong/ket-noi/goi", "connector_acts", _many, ["POST"]),
        ("/he-thong/ket-noi/doi-tac", "partner_keep", _keep, ["POST"]),
        ("/he-thong/ket-noi/doi-tac/moi", "partner_new", _partner, ["GET"]),
        ("/he-thong/ket-noi/doi-tac/<code>", "partner", _partner, ["GET"]),
        ("/he-thong/ket-noi/doi-tac/<code>/khoa", "partner_secret", _secret, ["POST"]),
        ("/he-thong/ket-noi/doi-tac/<code>/thong-tin", "partner_setting", _keep_setting, ["POST"]),
    ]
    for rule, endpoint, view, methods in rules:
        blueprint.add_url_rule(rule, endpoint, view, methods=methods)


def _console(results: list[tuple[int, Text, bool]] | None = None) -> str:
    actor = require_actor()
    policy.require(actor, Act.ADMINISTER)
    view = request.values.get("xem", "")
    with reading() as session:
        counts = queries.counts(session)
        view = view if view in queries.VIEWS else "stuck" if counts["stuck"] else "open"
        partners = queries.partners(session, context.now())
        rows = queries.calls(session, view)
        unsettled = books.unsettled(session)
    names = {one.row.code: one.row.name for one in partners}
    return render_template(
        "system/connectors.html",
        partners=partners,
        rows=rows,
        counts=counts,
        view=view,
        names=names,
        results=results or [],
        cap=queries.SHOWN,
        unsettled=unsettled,
    )


def _many() -> str:
    """Each chosen call on its own: one that cannot be done stops no other."""
    actor = require_actor()
    policy.require(actor, Act.ADMINISTER)
    act = _ACTS.get(request.form.get("act", ""), calls_by_hand.retry)
    results = []
    for text in request.form.getlist("call")[:_MOST]:
        if not text.isdigit():
            continue
        try:
            with transaction() as session:
                act(session, actor, int(text), context.now())
            results.append((int(text), Text("Đã thực hiện.", "Done."), True))
        except AppError as error:
            results.append((int(text), error.what, False))
    return _console(results)


def _partner(code: str = "", error: AppError | None = None) -> str:
    policy.require(require_actor(), Act.ADMINISTER)
    with reading() as session:
        known = next((one for one in queries.partners(session, context.now()) if one.row.code == code), None)
    if code and known is None and error is None:
        with reading() as session:
            operations.find(session, code)
    with reading() as session:
        settings = operations.settings(session, code)
    return render_template(
        "system/partner.html",
        known=known,
        code=code,
        error=error,
        typed=request.form if error else None,
        settings=settings,
        asked=asked.of(code, known.row.base_url) if known else None,
    )


def _keep() -> Response | tuple[str, int]:
    by = By(require_actor(), context.now())
    code = request.form.get("code", "").strip()
    at_once = request.form.get("at_once", "")
    words = PartnerWords(
        name=request.form.get("name", "").strip(),
        base_url=request.form.get("base_url", "").strip(),
        local="local" in request.form,
        enabled="enabled" in request.form,
        at_once=int(at_once) if at_once.isdigit() and len(at_once) < 6 else 0,
    )
    try:
        with transaction() as session:
            operations.keep(session, by, code, words)
    except AppError as error:
        return _partner(code, error), error.status
    flash.say(Text("Đã lưu đối tác.", "The partner is saved."))
    return redirect(url_for("system.partner", code=code), code=303)


def _secret(code: str) -> Response:
    by = By(require_actor(), context.now())
    name, text = request.form.get("name", ""), request.form.get("text", "")
    sealer = Sealer(context.settings().secret_key)
    with transaction() as session:
        operations.set_secret(session, by, code, name, text, sealer)
    flash.say(Text("Đã lưu khóa." if text else "Đã xóa khóa.", "The secret is saved." if text else "Removed."))
    return redirect(url_for("system.partner", code=code), code=303)


def _keep_setting(code: str) -> Response | tuple[str, int]:
    """A file that was chosen wins over the text."""
    by = By(require_actor(), context.now())
    file = request.files.get("file")
    data = file.read(operations.MOST_SETTING + 1) if file and file.filename else None
    text = request.form.get("text", "") if data is None else data.decode("utf-8-sig", "replace")
    try:
        with transaction() as session:
            operations.set_setting(session, by, code, request.form.get("name", ""), text)
    except Invalid as error:
        return _partner(code, error), error.status
    flash.say(Text("Đã lưu thông tin kết nối.", "The connection detail is saved."))
    return redirect(url_for("system.partner", code=code), code=303)
