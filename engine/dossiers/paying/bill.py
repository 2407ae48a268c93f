"""What somebody can pay for a dossier now: amounts still due, by when each is to be paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.dossiers.models import payment, wait

DUE, CLAIMED, PAID = "due", "claimed", "paid"
"""``claimed``: the applicant sent a receipt which nobody has compared with the money yet."""
OBLIGATION = "obligation"
_AT_THE_END = "return"


@dataclass(frozen=True)
class Bill:
    """The amounts to pay now; ``wait`` is what the dossier waits for meanwhile."""

    lines: tuple[Row[Any], ...]
    wait: Row[Any] | None

    @property
    def total(self) -> int:
        """The sum in đồng."""
        return sum(int(line.amount) for line in self.lines)


def of_dossier(session: Session, dossier: Row[Any]) -> Bill:
    """The bill of a dossier: nothing once it is over; what is paid with the result only when there is one.

    While a payment is awaited, what another authority assessed is asked for before fees of our own.
    """
    asked = wait.c.dossier_id == dossier.id, wait.c.kind == "payment", wait.c.status == "open"
    awaited = session.execute(select(wait).where(*asked).order_by(wait.c.id).limit(1)).first()
    if dossier.ended_at is not None:
        return Bill((), None)
    mine = payment.c.dossier_id == dossier.id, payment.c.amount > 0
    amounts = session.execute(select(payment).where(*mine).order_by(payment.c.id)).all()
    return Bill(tuple(line for line in _now(amounts, dossier, awaited) if line.status == DUE), awaited)


def _now(amounts: Sequence[Row[Any]], dossier: Row[Any], awaited: Row[Any] | None) -> Sequence[Row[Any]]:
    assessed = [line for line in amounts if line.collect == OBLIGATION]
    if awaited is not None:
        return assessed or amounts
    ready = dossier.done_at is not None
    return [line for line in amounts if ready or line.collect != _AT_THE_END]
