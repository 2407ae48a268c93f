"""Beginning and ending one attempt: who may be called now, how many at once, and what it says about the partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.connectors import pace
from engine.connectors.models import ACCEPTED, OWED, TELL, TRYING, connector_attempt, connector_call, partner
from engine.connectors.redaction import redacted
from engine.connectors.wire import Exchange
from engine.platform.rows import insert_row

_MARGIN = timedelta(seconds=30)
_NO_SLOT = timedelta(seconds=2)
_ERROR = 500
GOOD = frozenset({"done", "accepted", "declined", "withdrawn"})
"""Outcomes after which the partner counts as well: it answered, whatever it said."""


@dataclass(frozen=True)
class Begun:
    """An attempt that may be made now."""

    attempt_id: int
    call: Row[Any]
    partner: Row[Any]


@dataclass(frozen=True)
class NotNow:
    """The partner is resting, busy, or shut off: come back then."""

    at: datetime


@dataclass(frozen=True)
class Over:
    """Nothing is left to send."""


def begin(
    session: Session, call_id: int, round: int, timeout: timedelta, now: datetime, random: pace.Random
) -> Begun | NotNow | Over:
    """Take a place at the partner for one attempt of a call's ``round``.

    The call is held: from here on it may have left, and whoever wants it back must see this.
    """
    query = select(connector_call).where(connector_call.c.id == call_id)
    call = session.execute(query.with_for_update(key_share=True)).first()
    if call is None or call.round != round or not (call.status in (TRYING, ACCEPTED) or call.debt in (OWED, TELL)):
        return Over()
    one = session.execute(select(partner).where(partner.c.code == call.partner).with_for_update(key_share=True)).first()
    if one is None or not one.enabled:
        return NotNow(now + pace.spread(pace.LONGEST, random))
    if one.rests_until is not None and one.rests_until > now:
        return NotNow(one.rests_until + pace.spread(_NO_SLOT, random))
    flying = connector_attempt.c.lease_until
    if call.debt == TELL and (until := _under_way(session, call_id, now)):
        return NotNow(until)
    busy = session.execute(select(func.count()).where(connector_attempt.c.partner == one.code, flying > now)).scalar()
    if (busy or 0) >= one.at_once:
        return NotNow(now + pace.spread(_NO_SLOT, random))
    lease = now + timeout + _MARGIN
    if one.rests_until is not None:
        session.execute(partner.update().where(partner.c.code == one.code).values(rests_until=lease))
    attempt_id = insert_row(
        session,
        connector_attempt,
        call_id=call.id,
        partner=one.code,
        number=call.attempts + 1,
        started_at=now,
        lease_until=lease,
        outcome="running",
    )
    session.execute(
        connector_call.update().where(connector_call.c.id == call.id).values(attempts=connector_call.c.attempts + 1)
    )
    return Begun(attempt_id, call, one)


def end(
    session: Session,
    begun: Begun,
    outcome: str,
    said: str,
    seen: Sequence[Exchange],
    private: frozenset[str],
    now: datetime,
) -> bool:
    """Note how an attempt ended and what it says about the partner; whether the partner has just come back."""
    session.execute(
        connector_attempt.update()
        .where(connector_attempt.c.id == begun.attempt_id)
        .values(
            outcome=outcome,
            said=said[:_ERROR],
            ended_at=now,
            lease_until=None,
            exchange=[_shown(one, private) for one in seen],
        )
    )
    return _health(session, begun.partner.code, outcome, said, now)


def may_have_left(session: Session, call_id: int) -> bool:
    """Whether a partner may know of this call: an attempt was begun that our own configuration did not stop."""
    tried = session.execute(select(connector_attempt).where(connector_attempt.c.call_id == call_id))
    return any(not (one.outcome == "blocked" and not one.exchange) for one in tried)


def _under_way(session: Session, call_id: int, now: datetime) -> datetime | None:
    """Until when an attempt of this call may still be on its way."""
    mine = (connector_attempt.c.call_id == call_id) & (connector_attempt.c.lease_until > now)
    until: datetime | None = session.execute(select(func.max(connector_attempt.c.lease_until)).where(mine)).scalar()
    return until


def _health(session: Session, code: str, outcome: str, said: str, now: datetime) -> bool:
    row = session.execute(select(partner).where(partner.c.code == code).with_for_update(key_share=True)).one()
    mine = partner.update().where(partner.c.code == code)
    if outcome in GOOD:
        session.execute(mine.values(failures=0, rests_until=None, last_good_at=now))
        return bool(row.failures)
    if outcome == "failed":
        failures = row.failures + 1
        rest = pace.rest_after(failures)
        session.execute(
            mine.values(
                failures=failures, rests_until=now + rest if rest else None, last_bad_at=now, last_error=said[:_ERROR]
            )
        )
    return False


def _shown(one: Exchange, private: frozenset[str]) -> dict[str, Any]:
    return {
        "method": one.method,
        "path": one.path.split("?")[0],
        "sent": redacted(one.sent, private),
        "status": one.status,
        "received": redacted(one.received, private),
    }
