"""What the console shows of partners and calls, in short lists; nothing personal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from engine.connectors.attempts import GOOD
from engine.connectors.models import (
    DEBTS,
    DIFFERS,
    OPEN,
    STUCK,
    connector_attempt,
    connector_call,
    partner,
    partner_secret,
)

SHOWN = 200
VIEWS = {
    "open": connector_call.c.status.in_(OPEN),
    "stuck": connector_call.c.status == STUCK,
    "owed": connector_call.c.debt.in_(DEBTS),
    "differs": connector_call.c.debt == DIFFERS,
    "done": connector_call.c.status.not_in(OPEN),
}


@dataclass(frozen=True)
class Health:
    """One partner: its row, how many calls wait, are stuck, owed or differ, which secrets it has, the oldest open call,
    and how many attempts of the last day it answered and how many it did not."""

    row: Row[Any]
    waiting: int
    stuck: int
    owed: int
    differs: int
    secrets: frozenset[str]
    oldest: datetime | None
    lately: tuple[int, int]

    def state(self, now: datetime) -> str:
        """``off``, ``resting`` (left alone after failures), ``failing``, ``good`` or ``unknown``."""
        if not self.row.enabled:
            return "off"
        if self.row.rests_until is not None and self.row.rests_until > now:
            return "resting"
        if self.row.failures:
            return "failing"
        return "good" if self.row.last_good_at else "unknown"


def partners(session: Session, now: datetime) -> list[Health]:
    """Every partner with its figures."""
    counted, oldest, lately = _counts(session), _oldest(session), _lately(session, now)
    kept: dict[str, set[str]] = {}
    for row in session.execute(select(partner_secret.c.partner, partner_secret.c.name)):
        kept.setdefault(row.partner, set()).add(row.name)
    return [
        Health(
            row,
            waiting=sum(counted.get((row.code, status), 0) for status in OPEN if status != STUCK),
            stuck=counted.get((row.code, STUCK), 0),
            owed=sum(counted.get((row.code, debt), 0) for debt in DEBTS),
            differs=counted.get((row.code, DIFFERS), 0),
            oldest=oldest.get(row.code),
            lately=lately.get(row.code, (0, 0)),
            secrets=frozenset(kept.get(row.code, ())),
        )
        for row in session.execute(select(partner).order_by(partner.c.name))
    ]


def calls(session: Session, view: str, code: str = "") -> Sequence[Row[Any]]:
    """Calls of one view (a key of ``VIEWS``), oldest first; what is over newest first."""
    query = select(connector_call).where(VIEWS[view])
    if code:
        query = query.where(connector_call.c.partner == code)
    order = connector_call.c.ended_at.desc() if view == "done" else connector_call.c.id
    return session.execute(query.order_by(order).limit(SHOWN)).all()


def counts(session: Session) -> dict[str, int]:
    """How many calls each view has."""
    return {
        view: session.execute(select(func.count()).select_from(connector_call).where(condition)).scalar_one()
        for view, condition in VIEWS.items()
    }


def attempts(session: Session, call_id: int) -> Sequence[Row[Any]]:
    """The attempts of a call, newest first."""
    mine = select(connector_attempt).where(connector_attempt.c.call_id == call_id)
    return session.execute(mine.order_by(connector_attempt.c.id.desc()).limit(SHOWN)).all()


def _counts(session: Session) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for column in (connector_call.c.status, connector_call.c.debt):
        grouped = select(connector_call.c.partner, column, func.count()).group_by(connector_call.c.partner, column)
        for code, state, count in session.execute(grouped):
            if state is not None:
                found[(code, state)] = int(count)
    return found


def _oldest(session: Session) -> dict[str, datetime]:
    waiting = select(connector_call.c.partner, func.min(connector_call.c.opened_at)).where(VIEWS["open"])
    return {row[0]: row[1] for row in session.execute(waiting.group_by(connector_call.c.partner))}


def _lately(session: Session, now: datetime) -> dict[str, tuple[int, int]]:
    """Attempts since a day ago: answered, and not."""
    good = func.sum(case((connector_attempt.c.outcome.in_(GOOD), 1), else_=0))
    query = select(connector_attempt.c.partner, good, func.count()).where(
        connector_attempt.c.started_at >= now - timedelta(days=1), connector_attempt.c.outcome != "running"
    )
    rows = session.execute(query.group_by(connector_attempt.c.partner))
    return {code: (int(well), int(every) - int(well)) for code, well, every in rows}
