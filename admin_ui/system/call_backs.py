"""Where partners' systems send their answers: signed messages, no cookie, one short JSON answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from admin_ui.web import context, csrf
from admin_ui.web.stores import file_store
from engine.connectors.contrib.payment import GATEWAY
from engine.connectors.contrib.portal import PORTAL
from engine.connectors.contrib.tax import TAX
from engine.connectors.plain import parsed
from engine.connectors.sealing import Sealer
from engine.dossiers.operations import callbacks
from engine.dossiers.paying import notices, tax
from engine.dossiers.portal_sync import inbound
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError

_MOST = 256 * 1024
_TAKES = {GATEWAY: notices.arrive, TAX: tax.arrive}
"""Partners whose messages are about something else than a call of ours."""


def register(blueprint: Blueprint) -> None:
    """Add the address."""
    blueprint.add_url_rule("/api/doi-tac/<code>/thong-bao", "call_back", _arrive, methods=["POST"])


@csrf.exempt
def _arrive(code: str) -> tuple[Response, int]:
    if (request.content_length or 0) > _MOST:
        return jsonify(error="the message is too large"), 413
    data = request.get_data()
    try:
        with reading() as session:
            sealer = Sealer(context.settings().secret_key)
            number = callbacks.require_genuine(session, code, dict(request.headers), data, sealer, context.now())
        body = _body(data)
        if code == PORTAL:
            return jsonify(_of_portal(number, body)), 200
        with transaction() as session:
            status = _TAKES.get(code, callbacks.arrive)(session, code, number, body, context.now())
    except AppError as error:
        return jsonify(error=error.said_in("en")), error.status
    return jsonify(status=status), 202 if status == "early" else 200


def _of_portal(number: str, body: Any) -> dict[str, Any]:
    """The national portal has answers of its own form; what cannot be taken leaves nothing behind."""
    try:
        with transaction() as session:
            return inbound.arrive(session, file_store(), number, body, context.now())
    except AppError as error:
        return inbound.refusal(error)


def _body(data: bytes) -> Any:
    """What the message says; None when it is no JSON we can keep."""
    try:
        return parsed(data)
    except ValueError:
        return None
