"""The jobs of paying: asking the gateway what became of an order, and comparing a day's books with its statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engine.connectors.base import Blocked, Unreachable
from engine.connectors.contrib import payment as contract
from engine.connectors.contrib.payment import Transaction
from engine.connectors.reaching import Means, wire_to
from engine.connectors.wire import HttpWire
from engine.dossiers.paying import booking, comparing, orders
from engine.dossiers.paying.models import EXPIRED, WAITING, payment_order
from engine.platform import jobs
from engine.platform.db import reading
from engine.platform.jobs import Again, Handler, Handlers, Job
from engine.platform.time import Now, local, local_day

COMPARE = "payment.compare"
_SECONDS = 20.0
_HOUR = 6
"""When yesterday's books are compared, in the morning."""
_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True)
class Said:
    """What the gateway answered; ``error`` when it could not be asked."""

    payment: Transaction | None = None
    statement: Sequence[Transaction] | None = None
    error: str = ""


def schedule(session: Session, now: datetime) -> None:
    """Ask for the next morning's comparison; asks once a day however often it is called."""
    morning = local(now).replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    due = morning if morning > local(now) else morning + timedelta(days=1)
    day = (due - timedelta(days=1)).date()
    jobs.enqueue(session, COMPARE, f"{COMPARE}/{day}", now=now, due_at=due, payload={"day": day.isoformat()})


def handlers(now: Now, means: Means) -> Handlers:
    """The handlers, for the composition root."""

    def ask(job: Job) -> Said:
        with reading() as session:
            order = orders.find(session, job.payload["order"])
            wire = _wire(session, job.key, means) if order.status == WAITING else None
        return _said(lambda: Said(contract.ask(wire, order.number))) if wire else Said()

    def state(job: Job) -> Said | None:
        with reading() as session:
            wire = _wire(session, job.key, means)
        day = date.fromisoformat(job.payload["day"])
        return _said(lambda: Said(statement=contract.statement(wire, day))) if wire else None

    return {
        orders.ASK: Handler(settle=_settle_order, call=ask, attempts=1000),
        COMPARE: Handler(settle=_settle_day, call=state, attempts=1000),
    }


def _settle_order(session: Session, job: Job, said: Any, now: datetime) -> Again | Any:
    order = orders.find(session, job.payload["order"])
    if order.status != WAITING:
        return order.status
    if said.payment is not None:
        return booking.book(session, said.payment, now)
    if now >= order.expires_at and not said.error:
        mine = payment_order.update().where(payment_order.c.id == order.id)
        session.execute(mine.values(status=EXPIRED, closed_at=now))
        return EXPIRED
    return Again(now + _PAUSE)


def _settle_day(session: Session, job: Job, said: Any, now: datetime) -> Again | Any:
    schedule(session, now)
    if said is None:
        return None
    day = date.fromisoformat(job.payload["day"])
    found = comparing.keep(session, day, said.statement, said.error, job.payload.get("by", "system"), now)
    late = local_day(now) - day > timedelta(days=7)
    return Again(now + _PAUSE) if said.error and not late and "by" not in job.payload else {"differences": found}


def _wire(session: Session, key: str, means: Means) -> HttpWire | None:
    gateway = orders.gateway(session)
    return wire_to(session, gateway, key, _SECONDS, means) if gateway is not None else None


def _said(ask: Any) -> Said:
    try:
        found: Said = ask()
        return found
    except (Unreachable, Blocked) as error:
        return Said(error=str(error)[:300])
    except Exception as error:
        return Said(error=f"{type(error).__name__}"[:300])
