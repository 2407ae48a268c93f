"""Paying online: the owner sets out with one press, goes to the gateway by a link, and sees here how it went."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Row
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin_ui.portal import owner
from admin_ui.portal.owner_acts import owned
from admin_ui.web import context, flash
from engine.connectors import operations as partners
from engine.connectors.contrib.payment import Asked, pay_address
from engine.connectors.sealing import Sealer
from engine.dossiers.author import applicant
from engine.dossiers.dossier import open_dossier
from engine.dossiers.paying import orders
from engine.dossiers.paying.models import WAITING
from engine.platform.db import reading, transaction
from engine.platform.errors import Missing
from engine.procedures import labels
from engine.text import Text

_ASKED = Text(
    "Đã hỏi lại cổng thanh toán; tải lại trang sau ít giây.", "The gateway was asked; reload in a few seconds."
)
_NOT_YET = Text("Vừa hỏi cổng thanh toán; xin chờ một phút.", "The gateway was asked just now; please wait a minute.")


def register(blueprint: Blueprint) -> None:
    """Add the routes."""
    add = blueprint.add_url_rule
    add("/tra-cuu/ho-so/thanh-toan", "pay", _pay, methods=["POST"])
    add("/tra-cuu/ho-so/thanh-toan/<number>", "payment_order", _order)
    add("/tra-cuu/ho-so/thanh-toan/<number>/hoi-lai", "payment_ask", _ask, methods=["POST"])
    add("/thanh-toan/ve", "paid_back", _back)


def _pay() -> Response:
    dossier_id, now = owned(), context.now()
    with transaction() as session:
        who = applicant(open_dossier(session, dossier_id).row.applicant_name)
        order = orders.make(session, dossier_id, who, now)
    return redirect(url_for("portal.payment_order", number=order.number), code=303)


def _order(number: str) -> Response | str:
    dossier_id = owner.dossier_id()
    if dossier_id is None:
        return redirect(url_for("portal.look_up"), code=303)
    now = context.now()
    with reading() as session:
        order = _hers(session, dossier_id, number)
        gateway = orders.gateway(session)
        opened = open_dossier(session, dossier_id)
        address = _address(session, order) if gateway and order.status == WAITING and order.expires_at > now else None
    return render_template(
        "portal/payment.html",
        order=order,
        row=opened.row,
        name=labels.procedure_name(opened.version.definition),
        gateway=gateway,
        address=address,
    )


def _ask(number: str) -> Response:
    dossier_id = owned()
    with transaction() as session:
        asked = orders.look_again(session, _hers(session, dossier_id, number), context.now())
    flash.say(_ASKED if asked else _NOT_YET)
    return redirect(url_for("portal.payment_order", number=number), code=303)


def _back() -> Response:
    """The payer comes back. What the address says is not believed: only the gateway's own word counts."""
    number = request.args.get("ma_don", "")[:40]
    dossier_id = owner.dossier_id()
    if dossier_id is None:
        return redirect(url_for("portal.look_up"), code=303)
    with reading() as session:
        order = _hers(session, dossier_id, number)
    return redirect(url_for("portal.payment_order", number=order.number), code=303)


def _hers(session: Session, dossier_id: int, number: str) -> Row[tuple[object, ...]]:
    order = orders.find(session, number)
    if order.dossier_id != dossier_id:
        raise Missing(Text("Không tìm thấy đơn thanh toán này.", "There is no such order."))
    return order


def _address(session: Session, order: Row[tuple[object, ...]]) -> str:
    key = partners.secret(session, order.partner, "token", Sealer(context.settings().secret_key))
    base = partners.find(session, order.partner).base_url
    back = context.settings().base_url + url_for("portal.paid_back")
    return pay_address(base, key, Asked(order.number, order.amount, orders.about(session, order), back), context.now())
