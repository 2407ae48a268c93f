"""Our side of the books: the calls a partner's lists name, and those it has answered for on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from engine.connectors import attempts, optional, registry
from engine.connectors.books.comparing import DONE, FAILED, NOT_SENT, OPEN, REFUSED, STUCK, WITHDRAWN, Ours
from engine.connectors.models import (
    ANSWERED,
    CANCELLED,
    TOLD,
    connector_attempt,
    connector_call,
    connector_message,
)
from engine.connectors.models import FAILED as CALL_FAILED
from engine.connectors.models import STUCK as CALL_STUCK
from engine.connectors.optional import Stated, States
from engine.platform.time import VIETNAM, local_day

_MANY = 500
_ANSWERED_FOR = ("done", "accepted")


def named(session: Session, partner: str, stated: Iterable[Stated]) -> list[Ours]:
    """The calls a partner's entries mean, by our key or by its receipt."""
    entries = list(stated)
    found: dict[int, Row[Any]] = {}
    for column, words in (
        (connector_call.c.key, [one.key for one in entries if one.key]),
        (connector_call.c.receipt, [one.receipt for one in entries if one.receipt]),
    ):
        for start in range(0, len(words), _MANY):
            mine = select(connector_call).where(connector_call.c.partner == partner)
            rows = session.execute(mine.where(column.in_(words[start : start + _MANY])))
            found |= {row.id: row for row in rows}
    return [_ours(session, row) for row in found.values()]


def answered_for(session: Session, partner: str, day: date) -> list[Ours]:
    """The calls the partner first answered for on a day: these it must have in its book."""
    ids = {
        row.call_id
        for query in (_by_attempt(partner, day), _by_message(partner, day))
        for row in session.execute(query)
    }
    found = []
    for call_id in sorted(ids):
        row = session.execute(select(connector_call).where(connector_call.c.id == call_id)).one()
        one = _ours(session, row)
        if one.known == day:
            found.append(one)
    return found


def source(session: Session, partner: str) -> States | None:
    """The connector that can ask this partner for its list."""
    used = select(connector_call.c.connector).where(connector_call.c.partner == partner).distinct()
    ids = [*session.execute(used).scalars()]
    ids += [one.descriptor.id for one in registry.installed().values() if one.descriptor.partner == partner]
    found = (optional.states(registry.find(one)) for one in ids)
    return next((one for one in found if one is not None), None)


def _ours(session: Session, row: Row[Any]) -> Ours:
    first, known = _days(session, row.id)
    return Ours(row.id, row.key, row.receipt or "", _seen(session, row), first, known)


def _seen(session: Session, row: Row[Any]) -> str:
    """How we see a call."""
    if row.debt == TOLD:
        return WITHDRAWN
    if row.debt is not None and row.debt != "settled":
        return OPEN
    if row.status == ANSWERED:
        return DONE
    if row.status == CALL_FAILED:
        return FAILED if _ever_said_no(session, row.id) is False else REFUSED
    if row.status == CANCELLED:
        return OPEN if attempts.may_have_left(session, row.id) else NOT_SENT
    return STUCK if row.status == CALL_STUCK else OPEN


def _ever_said_no(session: Session, call_id: int) -> bool:
    mine = (connector_attempt.c.call_id == call_id) & (connector_attempt.c.outcome == "declined")
    back = (connector_message.c.call_id == call_id) & (connector_message.c.status == "applied")
    queries = (select(connector_attempt.c.id).where(mine), select(connector_message.c.id).where(back))
    return any(session.execute(query.limit(1)).first() is not None for query in queries)


def _days(session: Session, call_id: int) -> tuple[date | None, date | None]:
    tried = connector_attempt.c.call_id == call_id
    sent = session.execute(select(func.min(connector_attempt.c.started_at)).where(tried)).scalar()
    good = tried & connector_attempt.c.outcome.in_(_ANSWERED_FOR)
    back = (connector_message.c.call_id == call_id) & (connector_message.c.status == "applied")
    heard = [
        session.execute(select(func.min(connector_attempt.c.ended_at)).where(good)).scalar(),
        session.execute(select(func.min(connector_message.c.received_at)).where(back)).scalar(),
    ]
    known = min((at for at in heard if at is not None), default=None)
    return (local_day(sent) if sent else None), (local_day(known) if known else None)


def _by_attempt(partner: str, day: date) -> Select[Any]:
    since, until = _bounds(day)
    good = connector_attempt.c.outcome.in_(_ANSWERED_FOR) & (connector_attempt.c.partner == partner)
    within = (connector_attempt.c.ended_at >= since) & (connector_attempt.c.ended_at < until)
    return select(connector_attempt.c.call_id).where(good, within).distinct()


def _by_message(partner: str, day: date) -> Select[Any]:
    since, until = _bounds(day)
    used = (connector_message.c.status == "applied") & (connector_message.c.partner == partner)
    within = (connector_message.c.received_at >= since) & (connector_message.c.received_at < until)
    return select(connector_message.c.call_id).where(used, within).distinct()


def _bounds(day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(), VIETNAM)
    return start, start + timedelta(days=1)
