"""One call: its attempts with what was sent and received, and the form by which an officer enters the result."""

from __future__ import annotations

import json

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.connectors import queries
from engine.connectors.models import OPEN
from engine.dossiers import calls, facts
from engine.dossiers.dossier import open_dossier
from engine.dossiers.errors import Incomplete
from engine.dossiers.operations import calls_by_hand
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the page and its two acts."""
    blueprint.add_url_rule("/he-thong/ket-noi/goi/<int:call_id>", "call", _page)
    blueprint.add_url_rule("/he-thong/ket-noi/goi/<int:call_id>/nhap", "call_enter", _enter, methods=["POST"])
    blueprint.add_url_rule("/he-thong/ket-noi/goi/<int:call_id>/goi-lai", "call_retry", _retry, methods=["POST"])


def _page(call_id: int, error: Incomplete | None = None) -> str:
    actor = require_actor()
    with reading() as session:
        row = calls.find(session, call_id)
        dossier = open_dossier(session, row.dossier_id)
        policy.require(actor, Act.SETTLE_INCIDENT, facts.of_dossier(session, dossier.row, context.now()))
        entries = calls.entries(dossier.version.definition.nodes[row.element])
        name = calls.partner_name(session, row.partner)
        attempts = queries.attempts(session, call_id)
    return render_template(
        "system/connector_call.html",
        row=row,
        dossier=dossier.row,
        partner=name,
        attempts=attempts,
        entries=entries,
        still_open=row.status in OPEN,
        error=error,
        shown=lambda value: json.dumps(value, ensure_ascii=False, indent=1),
    )


def _enter(call_id: int) -> Response | tuple[str, int]:
    actor = require_actor()
    typed = {name.removeprefix("kq."): text for name, text in request.form.items() if name.startswith("kq.")}
    try:
        with transaction() as session:
            calls_by_hand.enter(session, actor, call_id, typed, context.now())
    except Incomplete as error:
        return _page(call_id, error), error.status
    flash.say(
        Text(
            "Đã ghi kết quả; hồ sơ đi tiếp. Khi đối tác hoạt động lại, hệ thống sẽ gửi và đối chiếu.",
            "The result is recorded and the dossier goes on. It is sent and compared once the partner is back.",
        )
    )
    return redirect(url_for("system.call", call_id=call_id), code=303)


def _retry(call_id: int) -> Response:
    with transaction() as session:
        calls_by_hand.retry(session, require_actor(), call_id, context.now())
    flash.say(Text("Đã đưa vào hàng chờ để gọi lại ngay.", "It is tried again at once."))
    return redirect(url_for("system.call", call_id=call_id), code=303)
