"""A day's books against the gateway's statement: paid there and not here, here and not there, unequal, doubled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors.contrib.payment import GATEWAY, Transaction
from engine.dossiers.paying.models import PAID, SURPLUS, payment_check, payment_mismatch, payment_order
from engine.platform.time import VIETNAM
from engine.platform.upsert import upsert

MISSING_HERE, MISSING_THERE, AMOUNT, DOUBLED = "missing_here", "missing_there", "amount", "doubled"
_AGREES = "Đã khớp khi đối soát lại / agrees when compared again"


@dataclass(frozen=True)
class Booked:
    """One payment in our books."""

    order: str
    transaction: str
    amount: int
    on_day: bool


@dataclass(frozen=True)
class Difference:
    """One thing on which the books disagree; an amount is None where that side has nothing."""

    kind: str
    order: str
    transaction: str
    ours: int | None
    theirs: int | None


def compare(ours: Iterable[Booked], theirs: Iterable[Transaction]) -> list[Difference]:
    """What disagrees. ``ours`` are our payments of the day, and those of other days the statement names."""
    booked = {one.order: one for one in ours}
    stated: dict[str, list[Transaction]] = defaultdict(list)
    for one in theirs:
        stated[one.order].append(one)
    found = [difference for order in stated for difference in _of_order(booked.get(order), stated[order])]
    missing = (one for one in booked.values() if one.on_day and one.order not in stated)
    found += [Difference(MISSING_THERE, one.order, one.transaction, one.amount, None) for one in missing]
    return sorted(found, key=lambda one: (one.order, one.transaction, one.kind))


def keep(session: Session, day: date, theirs: Sequence[Transaction] | None, error: str, by: str, now: datetime) -> int:
    """Compare a day and keep what was found; returns how many differences stand. Without a statement only says so."""
    ours = _ours(session, day, [one.order for one in theirs or ()])
    of_day = [one for one in ours if one.on_day]
    check = {
        "partner": GATEWAY,
        "day": day.isoformat(),
        "made_at": now,
        "made_by": by,
        "ours": len(of_day),
        "ours_total": sum(one.amount for one in of_day),
        "theirs": len(theirs or ()),
        "theirs_total": sum(one.amount for one in theirs or ()),
        "error": error or None,
    }
    upsert(session, payment_check, check, key=("partner", "day"), change=check)
    if theirs is None:
        return 0
    found = compare(ours, theirs)
    _replace(session, day, found, now)
    return len(found)


def _of_order(booked: Booked | None, stated: list[Transaction]) -> list[Difference]:
    first = next((one for one in stated if booked and one.number == booked.transaction), stated[0])
    others = list(stated)
    others.remove(first)
    found = [
        Difference(DOUBLED, one.order, one.number, booked.amount if booked else None, one.amount) for one in others
    ]
    if booked is None:
        found.append(Difference(MISSING_HERE, first.order, first.number, None, first.amount))
    elif booked.amount != first.amount:
        found.append(Difference(AMOUNT, first.order, first.number, booked.amount, first.amount))
    return found


def _ours(session: Session, day: date, named: Sequence[str]) -> list[Booked]:
    begin = datetime.combine(day, time(), VIETNAM).astimezone(UTC)
    table = payment_order
    closed = select(table).where(table.c.partner == GATEWAY, table.c.status.in_((PAID, SURPLUS)))
    on_day = (table.c.closed_at >= begin) & (table.c.closed_at < begin + timedelta(days=1))
    rows = {row.number: row for row in session.execute(closed.where(on_day))}
    of_day = set(rows)
    rows |= {row.number: row for row in _by_number(session, closed, [one for one in named if one not in rows])}
    return [Booked(row.number, row.transaction_no or "", row.amount, row.number in of_day) for row in rows.values()]


def _by_number(session: Session, closed: Any, numbers: Sequence[str], at_once: int = 500) -> Iterable[Row[Any]]:
    for start in range(0, len(numbers), at_once):
        part = numbers[start : start + at_once]
        yield from session.execute(closed.where(payment_order.c.number.in_(part)))


def _replace(session: Session, day: date, found: Sequence[Difference], now: datetime) -> None:
    table = payment_mismatch
    here = table.c.partner == GATEWAY, table.c.day == day.isoformat()
    known = {
        (row.kind, row.order_number, row.transaction_no): row for row in session.execute(select(table).where(*here))
    }
    for one in found:
        key = (one.kind, one.order, one.transaction)
        row = known.pop(key, None)
        if row is None:
            told = {"kind": one.kind, "order_number": one.order, "transaction_no": one.transaction}
            figures = {"ours": one.ours, "theirs": one.theirs, "found_at": now}
            session.execute(table.insert().values(partner=GATEWAY, day=day.isoformat(), **told, **figures))
    gone = [row.id for row in known.values() if row.settled_at is None]
    settled = {"settled_at": now, "settled_by": "system", "note": _AGREES}
    session.execute(table.update().where(table.c.id.in_(gone)).values(**settled))
