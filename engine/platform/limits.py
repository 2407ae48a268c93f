"""Slows guessing down: after a few free failures each further one doubles the wait, remembered in the database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Column, Integer, String, Table, case, delete, select
from sqlalchemy.orm import Session

from engine.platform.db import metadata
from engine.platform.types import Instant
from engine.platform.upsert import upsert

_LARGEST_POWER = 20

rate_limit = Table(
    "rate_limit",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("failed_at", Instant, nullable=False),
    Column("blocked_until", Instant, nullable=False),
    Column("total", BigInteger, nullable=False),
)
"""Failures per key; a key is a hash, so neither names nor addresses are kept."""


@dataclass(frozen=True)
class Limit:
    """How many failures are free, the first wait after them, its longest, and after how long all is forgotten."""

    name: str
    free: int
    first: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(minutes=15)
    forget: timedelta = timedelta(hours=1)

    def wait(self, failures: int) -> timedelta:
        """Return how long to wait after so many failures."""
        if failures <= self.free:
            return timedelta(0)
        doublings = min(failures - self.free - 1, _LARGEST_POWER)
        return min(self.first * (1 << doublings), self.longest)


PER_ACCOUNT = Limit("account", free=5)
PER_ADDRESS = Limit("address", free=30)
PUBLIC_LOOK_UP = Limit("look-up", free=20, first=timedelta(seconds=2))
ONLINE_FILING = Limit("filing", free=60, first=timedelta(seconds=10))
"""Counts every dossier filed from one network; a service centre's public computers stay below it."""


def wait_for(session: Session, limit: Limit, who: str, now: datetime) -> timedelta:
    """Return how long ``who`` still has to wait (zero = may try)."""
    until: datetime | None = session.execute(
        select(rate_limit.c.blocked_until).where(rate_limit.c.key == _key(limit, who))
    ).scalar()
    return max(until - now, timedelta(0)) if until is not None else timedelta(0)


def failed(session: Session, limit: Limit, who: str, now: datetime) -> timedelta:
    """Count one failure and return the wait it leads to; two at once are both counted."""
    key = _key(limit, who)
    forgotten = rate_limit.c.failed_at < now - limit.forget
    failures: int = upsert(
        session,
        rate_limit,
        {"key": key, "failures": 1, "failed_at": now, "blocked_until": now + limit.wait(1), "total": 1},
        key=("key",),
        change={
            "failures": case((forgotten, 1), else_=rate_limit.c.failures + 1),
            "failed_at": now,
            "total": rate_limit.c.total + 1,
        },
        returning=("failures",),
    ).scalar_one()
    wait = limit.wait(failures)
    session.execute(rate_limit.update().where(rate_limit.c.key == key).values(blocked_until=now + wait))
    return wait


def succeeded(session: Session, limit: Limit, who: str) -> None:
    """Forget the failures of ``who``."""
    session.execute(delete(rate_limit).where(rate_limit.c.key == _key(limit, who)))


def tidy(session: Session, now: datetime, older_than: timedelta = timedelta(days=1)) -> None:
    """Remove what is long forgotten; for a nightly job."""
    session.execute(delete(rate_limit).where(rate_limit.c.failed_at < now - older_than))


def _key(limit: Limit, who: str) -> str:
    return hashlib.sha256(f"{limit.name}\x00{who}".encode()).hexdigest()
