"""What the payment gateway tells us by itself: each genuine notification once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors.contrib import payment as contract
from engine.connectors.models import partner
from engine.dossiers.holding import hold
from engine.dossiers.paying import booking, orders
from engine.dossiers.paying.models import payment_notice
from engine.platform.errors import Invalid, Missing
from engine.platform.rows import insert_row
from engine.text import Text

DUPLICATE = "duplicate"


def arrive(session: Session, code: str, number: str, body: Any, now: datetime) -> str:
    """Take a notification whose signature was checked; returns what became of it, ``duplicate`` for a repeated one.

    Raises ``Invalid`` when it does not follow the contract.
    """
    try:
        said = contract.transaction(body)
    except contract.Malformed as error:
        raise Invalid(
            Text(f"Thông báo thanh toán sai ở {error}.", f"The payment notification is wrong at {error}."),
            where=str(error),
        ) from error
    _wait_for_my_turn(session, code, said.order)
    known = (payment_notice.c.partner == code) & (payment_notice.c.number == number)
    if session.execute(select(payment_notice.c.id).where(known)).first() is not None:
        return DUPLICATE
    outcome = booking.book(session, said, now)
    told = {"partner": code, "number": number, "order_number": said.order, "received_at": now}
    insert_row(session, payment_notice, **told, outcome=outcome, body=body)
    return outcome


def _wait_for_my_turn(session: Session, code: str, order: str) -> None:
    """Two copies that arrive together are taken one after the other."""
    try:
        hold(session, orders.find(session, order).dossier_id)
    except Missing:
        session.execute(select(partner.c.code).where(partner.c.code == code).with_for_update())
