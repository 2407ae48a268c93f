"""Suspending, resuming and abolishing a procedure: proposing on its page, deciding by another person."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.declare.days import first_moment
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid
from engine.platform.time import local_day
from engine.procedures.standing import ABOLISH, RESUME, SUSPEND, orders_at
from engine.publication import lifecycle, queries
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the page and its acts."""
    add = blueprint.add_url_rule
    add("/thu-tuc/<key>/hieu-luc", "orders", _page)
    add("/thu-tuc/<key>/hieu-luc/de-nghi", "order_propose", _propose, methods=["POST"])
    add("/thu-tuc/<key>/hieu-luc/<int:order_id>/duyet", "order_approve", _approve, methods=["POST"])
    add("/thu-tuc/<key>/hieu-luc/<int:order_id>/tu-choi", "order_reject", _reject, methods=["POST"])
    add("/thu-tuc/<key>/hieu-luc/<int:order_id>/rut-lai", "order_withdraw", _withdraw, methods=["POST"])


def _page(key: str, error: AppError | None = None) -> Response:
    actor, now = require_actor(), context.now()
    with reading() as session:
        versions = queries.versions(session, key)
        orders = lifecycle.orders_of(session, actor, key)
        procedure_id = versions[0].procedure_id
        order = orders_at(session, now, procedure_id).get(procedure_id)
    waiting = next((one for one in orders if one.status == lifecycle.PROPOSED), None)
    rendered = render_template(
        "declare/orders.html",
        key=key,
        name=versions[0].summary["name"],
        order=order,
        orders=orders,
        waiting=waiting,
        kinds=lifecycle.KINDS,
        possible=_possible(order.kind if order else None),
        may_propose=policy.may(actor, Act.EDIT_DRAFT) and waiting is None,
        may_decide=waiting is not None and lifecycle.may_decide(actor, waiting),
        is_author=waiting is not None and waiting.proposed_by_account == actor.account_id,
        wrong=error,
        given={"loai": "", "ly_do": "", "so_quyet_dinh": "", "tu_ngay": local_day(now).isoformat()}
        | {name: request.form.get(name, "")[:2000] for name in request.form},
    )
    return make_response(rendered, error.status if error else 200)


def _possible(standing: str | None) -> tuple[str, ...]:
    if standing == ABOLISH:
        return (RESUME,)
    return (RESUME, ABOLISH) if standing == SUSPEND else (SUSPEND, ABOLISH)


def _propose(key: str) -> BaseResponse:
    actor, now = require_actor(), context.now()
    try:
        start, form = _start(now), request.form
        with transaction() as session:
            kind, reason, number = form.get("loai", ""), form.get("ly_do", ""), form.get("so_quyet_dinh", "")
            lifecycle.propose(session, actor, key, kind, reason, start, number, now)
    except Invalid as error:
        return _page(key, error)
    flash.say(Text("Đã gửi đề nghị; chờ người phê duyệt quyết định.", "Proposed; it waits for an approver."))
    return _back(key)


def _approve(key: str, order_id: int) -> BaseResponse:
    actor, now = require_actor(), context.now()
    try:
        start = _start(now)
        with transaction() as session:
            lifecycle.approve(session, actor, order_id, request.form.get("so_quyet_dinh", ""), start, now)
    except Invalid as error:
        return _page(key, error)
    flash.say(Text("Đã quyết định.", "Decided."))
    return _back(key)


def _reject(key: str, order_id: int) -> BaseResponse:
    actor = require_actor()
    try:
        with transaction() as session:
            lifecycle.reject(session, actor, order_id, request.form.get("ly_do", ""), context.now())
    except Invalid as error:
        return _page(key, error)
    flash.say(Text("Đã trả lại đề nghị kèm lý do.", "Turned down, with the reason."))
    return _back(key)


def _withdraw(key: str, order_id: int) -> BaseResponse:
    with transaction() as session:
        lifecycle.withdraw(session, require_actor(), order_id, context.now())
    flash.say(Text("Đã rút đề nghị.", "The proposal was taken back."))
    return _back(key)


def _start(now: datetime) -> datetime:
    """Today means at once: an order of today begins when it is decided, not at midnight before."""
    day = first_moment(request.form.get("tu_ngay", ""), local_day(now), "tu_ngay")
    return max(day, now) if day.date() == local_day(now) else day


def _back(key: str) -> BaseResponse:
    return redirect(url_for("declare.orders", key=key), code=303)
