"""Money that has come: what it pays, with which proof, and what the dossier does next; each payment in effect once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors.contrib import payment as contract
from engine.connectors.contrib.payment import Transaction
from engine.dossiers import calls as partners
from engine.dossiers import standing, story
from engine.dossiers.author import Author
from engine.dossiers.dossier import open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.models import dossier, payment
from engine.dossiers.numbers import next_number
from engine.dossiers.operations import waits
from engine.dossiers.paying import bill, orders
from engine.dossiers.paying.models import CANCELLED, FAILED, PAID, SURPLUS, WAITING, payment_order
from engine.platform import audit
from engine.platform.errors import Missing
from engine.platform.time import local
from engine.text import Text

UNKNOWN, WRONG_AMOUNT, WRONG_CURRENCY, AGAIN = "unknown", "wrong_amount", "wrong_currency", "again"
"""What may become of a notification besides the statuses of an order."""
_UNPAID = {contract.FAILED: FAILED, contract.CANCELLED: CANCELLED}
_WAYS = {"online": Text("trực tuyến", "online"), "counter": Text("tại quầy", "at the counter")}
_BY_BANK = Text("qua ngân hàng", "through a bank")


def book(session: Session, said: Transaction, now: datetime) -> str:
    """Take what the gateway says of an order; returns what became of it."""
    try:
        order = orders.find(session, said.order)
    except Missing:
        return UNKNOWN
    hold(session, order.dossier_id)
    order = orders.find(session, said.order)
    if order.status in (PAID, SURPLUS):
        return AGAIN if order.transaction_no == said.number else _doubled(session, order, said)
    if said.outcome != contract.PAID:
        return _unpaid(session, order, said, now)
    if said.currency != order.currency:
        return _remark(session, order, WRONG_CURRENCY, said.currency)
    if said.amount != order.amount:
        return _remark(session, order, WRONG_AMOUNT, str(said.amount))
    return _paid(session, order, said, now)


def settle(
    session: Session,
    dossier_id: int,
    lines: list[int],
    method: str,
    number: str,
    author: Author,
    now: datetime,
    note: str = "",
) -> None:
    """Mark amounts paid, tell the story, and let the dossier go on when it waited for nothing else.

    The dossier is held by the caller. Everything happens in the caller's transaction.
    """
    mine = payment.c.dossier_id == dossier_id, payment.c.id.in_(lines)
    total = sum(int(amount) for amount in session.execute(select(payment.c.amount).where(*mine)).scalars())
    values = {"status": bill.PAID, "method": method, "receipt_no": number, "paid_at": now, "taken_by": author.name}
    session.execute(payment.update().where(*mine).values(**values))
    way = _WAYS.get(method, _BY_BANK)
    worth = f"{total:,}".replace(",", ".")
    said = Text(
        f"Đã thu {worth} đồng {way.vi}, biên lai số {number}",
        f"{worth} đồng paid {way.en}, receipt number {number}",
    )
    story.tell(session, dossier_id, "paid", said, author, now)
    audit.record(
        session,
        subject_kind="payment",
        subject_id=number or dossier_id,
        act="paid",
        actor=author.account,
        on_behalf=author.on_behalf,
        at=now,
        detail={
            "dossier": dossier_id,
            "payments": lines,
            "amount": total,
            "method": method,
            "receipt": number,
            "note": note,
        },
    )
    go_on(session, dossier_id, total, number, author, now)


def go_on(session: Session, dossier_id: int, total: int, number: str, author: Author, now: datetime) -> None:
    """Answer the wait for a payment when nothing more is due for it; else bring the money status up to date."""
    row = open_dossier(session, dossier_id).row
    left = bill.of_dossier(session, row)
    if left.wait is not None and not left.lines:
        typed = {"so_bien_lai": number, "ngay_nop": f"{local(now):%d/%m/%Y}", "so_tien": str(total)}
        waits.deliver_answer(session, left.wait.id, typed, author, now)
        return
    money = standing.of_dossier(session, dossier_id).money
    session.execute(dossier.update().where(dossier.c.id == dossier_id).values(money_status=money))


def receipt_number(session: Session, now: datetime) -> str:
    """The next number of our electronic receipts, without gaps within a year."""
    year = local(now).year
    return f"BLDT-{year}-{next_number(session, f'receipt/{year}'):06d}"


def _paid(session: Session, order: Row[Any], said: Transaction, now: datetime) -> str:
    row = open_dossier(session, order.dossier_id).row
    lines = [line[0] for line in order.lines]
    open_lines = payment.c.id.in_(lines), payment.c.status.in_((bill.DUE, bill.CLAIMED))
    still_due = set(session.execute(select(payment.c.id).where(*open_lines)).scalars())
    if still_due != set(lines) or row.ended_at is not None:
        _close(session, order, SURPLUS, said)
        told = Text(
            f"Nhận {order.amount:,} đồng trực tuyến cho khoản không còn phải nộp; cần hoàn lại (đơn {order.number})",
            f"{order.amount:,} đồng came online for what was no longer due; to be given back (order {order.number})",
        )
        story.tell(session, order.dossier_id, "surplus", told, _author(session, order), now, public=False)
        return SURPLUS
    number = receipt_number(session, now)
    _close(session, order, PAID, said, receipt_no=number)
    settle(session, order.dossier_id, lines, "online", number, _author(session, order), now, order.number)
    return PAID


def _unpaid(session: Session, order: Row[Any], said: Transaction, now: datetime) -> str:
    if order.status != WAITING:
        return AGAIN
    _close(session, order, _UNPAID[said.outcome], said)
    return _UNPAID[said.outcome]


def _doubled(session: Session, order: Row[Any], said: Transaction) -> str:
    if said.outcome != contract.PAID:
        return AGAIN
    return _remark(session, order, SURPLUS, said.number)


def _remark(session: Session, order: Row[Any], what: str, detail: str) -> str:
    """Keep what was odd about an order; nothing else changes."""
    mine = payment_order.update().where(payment_order.c.id == order.id)
    session.execute(mine.values(last_said=f"{what}: {detail}"[:300]))
    return what


def _close(session: Session, order: Row[Any], status: str, said: Transaction, **more: Any) -> None:
    mine = payment_order.update().where(payment_order.c.id == order.id)
    session.execute(mine.values(status=status, closed_at=said.at, transaction_no=said.number, last_said=None, **more))


def _author(session: Session, order: Row[Any]) -> Author:
    return Author(name=partners.partner_name(session, order.partner), account=f"partner:{order.partner}"[:120])
