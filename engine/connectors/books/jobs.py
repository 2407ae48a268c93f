"""The jobs of comparing: every morning yesterday's books with each partner that gives a list, and on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors.base import Blocked, Unreachable
from engine.connectors.books import comparing, keeping, reading
from engine.connectors.models import partner
from engine.connectors.optional import Stated, States
from engine.connectors.reaching import Means, wire_to
from engine.connectors.sealing import Sealer
from engine.connectors.wire import HttpWire
from engine.platform import jobs
from engine.platform.db import reading as looking
from engine.platform.jobs import Again, Handler, Handlers, Job
from engine.platform.jobs.models import IDLE, URGENT
from engine.platform.time import Now, local, local_day

COMPARE, MORNING = "books.compare", "books.morning"
_HOUR = 6
_SECONDS = 60.0
_PAUSE = timedelta(minutes=30)
_PATIENCE = timedelta(days=14)
_WINDOW = timedelta(days=14)


@dataclass(frozen=True)
class Lists:
    """What a partner said of the day and the days around it; ``error`` when it could not be asked."""

    by_day: dict[date, Sequence[Stated]]
    error: str = ""


def schedule(session: Session, now: datetime) -> None:
    """Ask for the next morning; asks once a day however often it is called."""
    morning = local(now).replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    due = morning if morning > local(now) else morning + timedelta(days=1)
    jobs.enqueue(session, MORNING, f"{MORNING}/{due:%Y-%m-%d}", now=now, due_at=due, priority=IDLE)


def ask(session: Session, code: str, day: date, now: datetime, *, again: bool = False) -> bool:
    """Compare a day with a partner; ``again``: a person wants it now, whatever was found before."""
    key = f"{COMPARE}/{code}/{day}" + (f"/{now:%Y%m%d%H%M%S}" if again else "")
    payload = {"partner": code, "day": day.isoformat()}
    return jobs.enqueue(session, COMPARE, key, now=now, payload=payload, priority=URGENT if again else IDLE)


def of_installation(secret: str, now: Now, roots: Sequence[Path] = ()) -> Handlers:
    """The handlers as an installation runs them."""
    return handlers(now, Means(Sealer(secret), roots=roots))


def handlers(now: Now, means: Means) -> Handlers:
    """The handlers, for the composition root."""

    def call(job: Job) -> Lists | None:
        return _lists(job, means, now)

    return {
        MORNING: Handler(settle=_morning, attempts=1000),
        COMPARE: Handler(settle=_compare, call=call, attempts=1000),
    }


def _morning(session: Session, _job: Job, _: Any, now: datetime) -> dict[str, int]:
    schedule(session, now)
    yesterday = local_day(now) - timedelta(days=1)
    codes = session.execute(select(partner.c.code).where(partner.c.enabled)).scalars().all()
    asked = [code for code in codes if reading.source(session, code) and ask(session, code, yesterday, now)]
    return {"asked": len(asked)}


def _lists(job: Job, means: Means, now: Now) -> Lists | None:
    code, day = job.payload["partner"], date.fromisoformat(job.payload["day"])
    with looking() as session:
        row = session.execute(select(partner).where(partner.c.code == code)).first()
        source = reading.source(session, code)
        if row is None or source is None:
            return None
        wire = wire_to(session, row, job.key, _SECONDS, means)
        sent = [one.first for one in reading.answered_for(session, code, day) if one.first]
    first = max(min([day, *sent]), day - _WINDOW)
    last = min(day + timedelta(days=1), local_day(now()))
    days = [first + timedelta(days=number) for number in range((max(last, day) - first).days + 1)]
    return _asked(source, wire, days)


def _asked(source: States, wire: HttpWire, days: list[date]) -> Lists:
    try:
        return Lists({one: source.statement(one, wire) for one in days})
    except (Unreachable, Blocked) as error:
        return Lists({}, wire.clean(str(error)))
    except Exception as error:
        return Lists({}, wire.clean(f"{type(error).__name__}: {error}"))


def _compare(session: Session, job: Job, lists: Any, now: datetime) -> Again | dict[str, int] | None:
    if lists is None:
        return None
    code, day = job.payload["partner"], date.fromisoformat(job.payload["day"])
    if lists.error:
        keeping.away(session, code, day, lists.error, now)
        return Again(now + _PAUSE) if now - job.due_at < _PATIENCE else None
    ours = {one.call_id: one for one in reading.named(session, code, lists.by_day[day])}
    ours |= {one.call_id: one for one in reading.answered_for(session, code, day)}
    found = comparing.compare(day, ours.values(), lists.by_day)
    counted = sum(one.known == day for one in ours.values())
    return {"differences": keeping.keep(session, code, day, found, counted, len(lists.by_day[day]), now)}
