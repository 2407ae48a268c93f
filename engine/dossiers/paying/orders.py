"""Orders at the payment gateway: one per set of amounts, made when the payer sets out, asked about until known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors.contrib.payment import CURRENCY, GATEWAY
from engine.connectors.models import partner, partner_secret
from engine.dossiers.author import Author
from engine.dossiers.dossier import open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.models import dossier
from engine.dossiers.numbers import next_number
from engine.dossiers.paying import bill
from engine.dossiers.paying.models import CANCELLED, WAITING, payment_order
from engine.platform import audit, jobs
from engine.platform.db import TRIAL, space_of
from engine.platform.errors import Conflict, Missing
from engine.platform.rows import insert_row
from engine.platform.time import local
from engine.text import Text

ASK = "payment.ask"
"""The kind of the jobs that ask the gateway what became of an order."""

LASTS = timedelta(hours=24)
_FIRST_LOOK = timedelta(minutes=2)
_SECRETS = frozenset({"token", "callback"})


def gateway(session: Session) -> Row[Any] | None:
    """The gateway, when an administrator has declared one with its keys; never in a trial."""
    if space_of(session) == TRIAL:
        return None
    row = session.execute(select(partner).where(partner.c.code == GATEWAY, partner.c.enabled)).first()
    if row is None:
        return None
    kept = session.execute(select(partner_secret.c.name).where(partner_secret.c.partner == GATEWAY)).scalars()
    return row if set(kept) >= _SECRETS else None


def make(session: Session, dossier_id: int, author: Author, now: datetime) -> Row[Any]:
    """The order for what is due now: a new one, or the one somebody set out with before for the same amounts.

    Raises ``Conflict`` when nothing is due, ``Missing`` when there is no gateway.
    """
    hold(session, dossier_id)
    if gateway(session) is None:
        raise Missing(
            Text("Chưa thanh toán trực tuyến được.", "Online payment is not available."),
            Text("Xin nộp tại quầy hoặc qua ngân hàng.", "Please pay at the counter or through a bank."),
        )
    due = bill.of_dossier(session, open_dossier(session, dossier_id).row)
    if not due.lines:
        raise Conflict(
            Text("Không còn khoản nào phải nộp.", "Nothing is due any more."),
            Text("Tải lại trang hồ sơ để xem tình trạng mới.", "Reload the dossier to see how it stands."),
        )
    lines = [[line.id, int(line.amount), line.name] for line in due.lines]
    return _again(session, dossier_id, lines, now) or _new(session, dossier_id, lines, due.total, author, now)


def find(session: Session, number: str) -> Row[Any]:
    """An order by its number. Raises ``Missing``."""
    row = session.execute(select(payment_order).where(payment_order.c.number == number)).first()
    if row is None:
        raise Missing(Text("Không tìm thấy đơn thanh toán này.", "There is no such order."))
    return row


def of_dossier(session: Session, dossier_id: int) -> Sequence[Row[Any]]:
    """The orders of a dossier, newest first."""
    mine = select(payment_order).where(payment_order.c.dossier_id == dossier_id)
    return session.execute(mine.order_by(payment_order.c.id.desc())).all()


def look_again(session: Session, order: Row[Any], now: datetime) -> bool:
    """Ask the gateway about a waiting order now; at most once a minute. Whether it will be asked."""
    if order.status != WAITING:
        return False
    key = f"{ASK}/{order.number}/{now:%Y%m%d%H%M}"
    return jobs.enqueue(session, ASK, key, now=now, payload={"order": order.number})


def _again(session: Session, dossier_id: int, lines: list[Any], now: datetime) -> Row[Any] | None:
    mine = payment_order.c.dossier_id == dossier_id, payment_order.c.status == WAITING
    for order in session.execute(select(payment_order).where(*mine)).all():
        if order.lines == lines and order.expires_at > now:
            return order
        replaced = payment_order.update().where(payment_order.c.id == order.id)
        session.execute(replaced.values(status=CANCELLED, closed_at=now, last_said="replaced"))
    return None


def _new(session: Session, dossier_id: int, lines: list[Any], total: int, author: Author, now: datetime) -> Row[Any]:
    day = f"{local(now):%y%m%d}"
    number = f"TT-{day}-{next_number(session, f'order/{day}'):04d}"
    insert_row(
        session,
        payment_order,
        number=number,
        dossier_id=dossier_id,
        partner=GATEWAY,
        amount=total,
        currency=CURRENCY,
        lines=lines,
        status=WAITING,
        made_at=now,
        expires_at=now + LASTS,
    )
    jobs.enqueue(session, ASK, f"{ASK}/{number}", now=now, due_at=now + _FIRST_LOOK, payload={"order": number})
    audit.record(
        session,
        subject_kind="payment",
        subject_id=number,
        act="payment_begun",
        actor=author.account,
        at=now,
        detail={"dossier": dossier_id, "amount": total},
    )
    return find(session, number)


def about(session: Session, order: Row[Any]) -> str:
    """What the payer reads at the gateway: the dossier's code and nothing personal."""
    row = session.execute(select(dossier.c.code, dossier.c.reference).where(dossier.c.id == order.dossier_id)).one()
    return f"Ho so {row.code or row.reference}"
