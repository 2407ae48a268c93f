"""Logging in and out: the same answer and time whoever does not exist, a growing delay, a fresh token each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy, sessions
from engine.organisation.actors import Actor
from engine.organisation.holdings import holdings_on, units_led
from engine.organisation.models import account, person
from engine.organisation.passwords import hashed, matches, outdated
from engine.organisation.units import tree_on
from engine.platform import audit, limits
from engine.platform.errors import AppError, Missing, Refused, TooMany, Unauthenticated
from engine.platform.time import local_day
from engine.text import Text

ACTIVE = "active"
LOCKED = "locked"


@dataclass(frozen=True)
class LoggedIn:
    """The token goes into the person's cookie and nowhere else."""

    token: str
    account_id: int


@dataclass(frozen=True)
class NotLoggedIn:
    """Commit first (the failure is counted), then raise or show ``error``."""

    error: AppError


def log_in(
    session: Session,
    username: str,
    password: str,
    *,
    address: str,
    now: datetime,
    lifetime: sessions.Lifetime = sessions.OFFICE_DAY,
    agent: str = "",
) -> LoggedIn | NotLoggedIn:
    """Check name and password and start a session; a failure is answered, not raised, so that its counting commits."""
    name = username.strip().lower()
    by = ((limits.PER_ACCOUNT, name), (limits.PER_ADDRESS, address))
    wait = max(limits.wait_for(session, limit, who, now) for limit, who in by)
    if wait:
        return NotLoggedIn(_too_many(wait))
    row = session.execute(select(account).where(account.c.username == name)).first()
    if not matches(row.password_hash if row else None, password) or row is None or row.status != ACTIVE:
        for limit, who in by:
            limits.failed(session, limit, who, now)
        return NotLoggedIn(_wrong())
    limits.succeeded(session, limits.PER_ACCOUNT, name)
    if outdated(row.password_hash):
        session.execute(account.update().where(account.c.id == row.id).values(password_hash=hashed(password)))
    return LoggedIn(_start(session, row, now, lifetime, address, agent), row.id)


def log_out(session: Session, token: str, now: datetime) -> None:
    """End the session of this token; a token that means nothing is not an error."""
    row = sessions.find(session, token, now)
    if row is None:
        return
    sessions.end(session, row.id, by=row.username, now=now)
    audit.record(
        session, subject_kind="account", subject_id=row.account_id, act="logged_out", actor=row.username, at=now
    )


def actor_for(session: Session, token: str, now: datetime) -> Actor | None:
    """Return who stands behind a token today, with everything they hold; None when the session is over."""
    row = sessions.find(session, token, now)
    return _actor(session, row, now, row.id, row.seen_at) if row else None


def actor_named(session: Session, username: str, now: datetime) -> Actor:
    """Return the actor of an account by its name, without a session; for the command line, jobs and tests."""
    row = session.execute(
        select(account.c.id.label("account_id"), account.c.person_id, account.c.username, account.c.roles)
        .add_columns(person.c.full_name)
        .join(person, person.c.id == account.c.person_id)
        .where(account.c.username == username)
    ).first()
    if row is None:
        raise Missing(Text(f"Không có tài khoản “{username}”.", f"There is no account “{username}”."))
    return _actor(session, row, now, None, None)


def switch_person(session: Session, token: str, username: str, *, demo: bool, now: datetime) -> str:
    """Go on as somebody else with one click and return the new token; only in demo mode, else Refused."""
    current = sessions.find(session, token, now)
    if not demo or current is None:
        raise Refused(Text("Chỉ đổi được người dùng ở chế độ trình diễn.", "Switching person works in demo mode only."))
    target = session.execute(
        select(account).where(account.c.username == username, account.c.status == ACTIVE).with_for_update()
    ).first()
    if target is None:
        raise Missing(Text("Không có người dùng này.", "There is no such user."))
    sessions.end(session, current.id, by=current.username, now=now)
    return _start(
        session,
        target,
        now,
        sessions.Lifetime(sessions.OFFICE_DAY.idle, current.expires_at - now),
        current.address,
        current.agent,
        switched_by=current,
    )


def _start(
    session: Session,
    row: Row[Any],
    now: datetime,
    lifetime: sessions.Lifetime,
    address: str,
    agent: str,
    switched_by: Row[Any] | None = None,
) -> str:
    session.execute(select(account.c.id).where(account.c.id == row.id).with_for_update())
    token = sessions.start(
        session,
        row.id,
        now=now,
        lifetime=lifetime,
        address=address,
        agent=agent,
        switched_by=switched_by.account_id if switched_by else None,
    )
    audit.record(
        session,
        subject_kind="account",
        subject_id=row.id,
        act="switched_person" if switched_by else "logged_in",
        actor=switched_by.username if switched_by else row.username,
        at=now,
    )
    return token


def _actor(session: Session, row: Row[Any], now: datetime, session_id: int | None, seen_at: datetime | None) -> Actor:
    day = local_day(now)
    tree = tree_on(session, day)
    held = holdings_on(session, row.person_id, tree, day) if policy.works_on_dossiers(row.roles) else ()
    return Actor(
        account_id=row.account_id,
        person_id=row.person_id,
        name=row.full_name,
        username=row.username,
        roles=frozenset(row.roles),
        holdings=held,
        leads=units_led(held, tree),
        session_id=session_id,
        session_seen_at=seen_at,
    )


def _wrong() -> Unauthenticated:
    return Unauthenticated(
        Text("Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or the password is wrong."),
        Text("Kiểm tra lại rồi thử lần nữa.", "Check both and try again."),
    )


def _too_many(wait: timedelta) -> TooMany:
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    return TooMany(
        Text("Đã thử đăng nhập sai quá nhiều lần.", "There were too many failed attempts."),
        Text(f"Vui lòng thử lại sau {seconds} giây.", f"Try again in {seconds} seconds."),
        retry_after=seconds,
    )
