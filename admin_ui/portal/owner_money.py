"""What the owner of a dossier can pay now, and the payments she set out to make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine.dossiers.paying import bill, orders
from engine.dossiers.paying.bill import Bill


@dataclass(frozen=True)
class Money:
    """The bill, whether it can be paid online, and the orders so far, newest first."""

    bill: Bill
    online: bool
    orders: Sequence[Row[Any]]


def of_dossier(session: Session, dossier: Row[Any]) -> Money:
    """Read them; where nothing was ever due nothing more is asked."""
    if dossier.money_status == "none":
        return Money(Bill((), None), False, ())
    due = bill.of_dossier(session, dossier)
    online = bool(due.lines) and orders.gateway(session) is not None
    return Money(due, online, orders.of_dossier(session, dossier.id))
