"""Log-in sessions: a random token the person keeps, a hash of it here; over by idleness, age, user or administrator."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from engine.organisation.models import account, login_session, person
from engine.platform.prepared import Prepared
from engine.platform.types import Instant

_TOKEN_BYTES = 32
_TOUCH_EVERY = timedelta(minutes=1)
_LIVING = Prepared(
    select(
        login_session.c.id,
        login_session.c.account_id,
        login_session.c.seen_at,
        login_session.c.idle_seconds,
        login_session.c.expires_at,
        login_session.c.address,
        login_session.c.agent,
        account.c.person_id,
        account.c.username,
        account.c.roles,
        person.c.full_name,
    )
    .join(account, account.c.id == login_session.c.account_id)
    .join(person, person.c.id == account.c.person_id)
    .where(
        login_session.c.token_hash == bindparam("token_hash"),
        login_session.c.ended_at.is_(None),
        login_session.c.expires_at > bindparam("now", type_=Instant),
        account.c.status == "active",
    )
)


@dataclass(frozen=True)
class Lifetime:
    """How long a session lives unused, and at most."""

    idle: timedelta
    absolute: timedelta


OFFICE_DAY = Lifetime(idle=timedelta(minutes=60), absolute=timedelta(hours=12))


def start(
    session: Session,
    account_id: int,
    *,
    now: datetime,
    lifetime: Lifetime,
    address: str,
    agent: str,
    switched_by: int | None = None,
) -> str:
    """Begin a session and return its token, which is never stored."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    session.execute(
        login_session.insert().values(
            account_id=account_id,
            token_hash=token_hash(token),
            started_at=now,
            seen_at=now,
            idle_seconds=int(lifetime.idle.total_seconds()),
            expires_at=now + lifetime.absolute,
            address=address[:60],
            agent=agent[:300],
            switched_by=switched_by,
        )
    )
    return token


def find(session: Session, token: str, now: datetime) -> Any:
    """Return the living session of a token with its account and person (a row), or None."""
    row = _LIVING.first(session, {"token_hash": token_hash(token), "now": now})
    if row is None or row.seen_at + timedelta(seconds=row.idle_seconds) <= now:
        return None
    return row


def worth_touching(seen_at: datetime | None, now: datetime) -> bool:
    """Whether it is time to note that the session is in use (once a minute is enough)."""
    return seen_at is not None and now - seen_at >= _TOUCH_EVERY


def touch(session: Session, session_id: int, now: datetime) -> None:
    """Note that the session is in use."""
    session.execute(login_session.update().where(login_session.c.id == session_id).values(seen_at=now))


def end(session: Session, session_id: int, *, by: str, now: datetime) -> None:
    """End one session, once."""
    session.execute(
        login_session.update()
        .where(login_session.c.id == session_id, login_session.c.ended_at.is_(None))
        .values(ended_at=now, ended_by=by)
    )


def living(session: Session, account_id: int, now: datetime) -> list[Row[Any]]:
    """Return the sessions of an account that are not over, newest first."""
    rows = session.execute(
        select(login_session)
        .where(
            login_session.c.account_id == account_id,
            login_session.c.ended_at.is_(None),
            login_session.c.expires_at > now,
        )
        .order_by(login_session.c.started_at.desc(), login_session.c.id.desc())
    )
    return [row for row in rows if row.seen_at + timedelta(seconds=row.idle_seconds) > now]


def token_hash(token: str) -> str:
    """Return what is stored of a token; plain SHA-256 is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
