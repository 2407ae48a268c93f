"""Money taken by an officer: at the counter against a receipt, or a receipt the applicant sent, compared first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.dossiers import facts, standing, story
from engine.dossiers.author import Author
from engine.dossiers.authorship import as_author
from engine.dossiers.dossier import open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.models import dossier, payment
from engine.dossiers.paying import bill, booking
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Conflict, Invalid
from engine.text import Text

METHODS = ("counter", "bank")
_LONGEST = 60


def take(
    session: Session,
    actor: Actor,
    dossier_id: int,
    lines: Sequence[int],
    method: str,
    number: str,
    now: datetime,
) -> None:
    """Record that amounts due were paid, under the number of a paper receipt or a bank slip.

    Raises ``Invalid`` naming the field, ``Conflict`` when an amount is no longer due.
    """
    author = _allowed(session, actor, dossier_id, now)
    number = " ".join(number.split())
    if not 0 < len(number) <= _LONGEST:
        raise Invalid(
            Text("Ghi số biên lai hoặc số giấy nộp tiền.", "Enter the number of the receipt."), where="receipt_no"
        )
    if method not in METHODS:
        raise Invalid(Text("Chọn cách nộp.", "Choose how it was paid."), where="method")
    if not lines:
        raise Invalid(Text("Chọn khoản đã thu.", "Choose what was paid."), where="lines")
    if {row.id for row in _rows(session, dossier_id, (bill.DUE, bill.CLAIMED)) if row.id in lines} != set(lines):
        raise _no_longer()
    booking.settle(session, dossier_id, list(lines), method, number, author, now)


def confirm(session: Session, actor: Actor, dossier_id: int, payment_id: int, now: datetime) -> None:
    """The money an applicant's receipt claims has come. Raises ``Conflict`` when there is no such claim."""
    author = _allowed(session, actor, dossier_id, now)
    row = _claimed(session, dossier_id, payment_id)
    booking.settle(session, dossier_id, [row.id], "bank", row.receipt_no or "", author, now, "confirmed")


def turn_down(session: Session, actor: Actor, dossier_id: int, payment_id: int, reason: str, now: datetime) -> None:
    """The money an applicant's receipt claims has not come: it is due again, and the applicant reads why."""
    author = _allowed(session, actor, dossier_id, now)
    row = _claimed(session, dossier_id, payment_id)
    reason = reason.strip()[:2000]
    if not reason:
        raise Invalid(Text("Ghi lý do không nhận chứng từ.", "Say why the receipt is not accepted."), where="reason")
    values = {"status": bill.DUE, "method": None, "receipt_no": None}
    session.execute(payment.update().where(payment.c.id == row.id).values(**values))
    said = Text(f"Chưa nhận được tiền: {row.name}. {reason}", f"The money has not come: {row.name}. {reason}")
    story.tell(session, dossier_id, "claim_refused", said, author, now)
    audit.record(
        session,
        subject_kind="payment",
        subject_id=row.id,
        act="payment_claim_refused",
        actor=author.account,
        on_behalf=author.on_behalf,
        at=now,
        detail={"dossier": dossier_id, "receipt": row.receipt_no},
    )
    money = standing.of_dossier(session, dossier_id).money
    session.execute(dossier.update().where(dossier.c.id == dossier_id).values(money_status=money))


def may_take(session: Session, actor: Actor, row: Row[Any], now: datetime) -> bool:
    """Whether this reader may record money for a dossier."""
    return row.money_status != "none" and policy.may(actor, Act.TAKE_PAYMENT, facts.of_dossier(session, row, now))


def _allowed(session: Session, actor: Actor, dossier_id: int, now: datetime) -> Author:
    hold(session, dossier_id)
    opened = open_dossier(session, dossier_id)
    policy.require(actor, Act.TAKE_PAYMENT, facts.of_dossier(session, opened.row, now))
    return as_author(actor)


def _claimed(session: Session, dossier_id: int, payment_id: int) -> Row[Any]:
    found = next((row for row in _rows(session, dossier_id, (bill.CLAIMED,)) if row.id == payment_id), None)
    if found is None:
        raise _no_longer()
    return found


def _rows(session: Session, dossier_id: int, statuses: Sequence[str]) -> Sequence[Row[Any]]:
    mine = payment.c.dossier_id == dossier_id, payment.c.status.in_(statuses), payment.c.amount > 0
    return session.execute(select(payment).where(*mine)).all()


def _no_longer() -> Conflict:
    return Conflict(
        Text("Khoản này đã được ghi nhận hoặc không còn phải nộp.", "This was recorded already or is not due."),
        Text("Mở lại hồ sơ để xem.", "Open the dossier again to see."),
    )
