"""Accounts: opening, roles, locking, passwords, ending sessions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import sessions
from engine.organisation.accounts import ACTIVE, LOCKED
from engine.organisation.actors import Role
from engine.organisation.models import account, login_session
from engine.organisation.operations.acting import By
from engine.organisation.passwords import acceptable, hashed, matches
from engine.platform.errors import Conflict, Invalid, Missing
from engine.text import Text

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,79}")


def open_account(session: Session, by: By, person_id: int, username: str, password: str, roles: Iterable[Role]) -> int:
    """Open an account for a person and return its id; names are lower-case and unique."""
    by.require_administrator()
    if not _USERNAME.fullmatch(username):
        raise Invalid(
            Text(
                "Tên đăng nhập có ít nhất 3 ký tự: chữ thường không dấu, số, dấu chấm, gạch nối, gạch dưới.",
                "A user name has at least 3 characters: lower-case ASCII letters, digits, dot, hyphen, underscore.",
            ),
            None,
            "username",
        )
    if session.execute(select(account.c.id).where(account.c.username == username)).first():
        raise Conflict(Text(f"Tên đăng nhập “{username}” đã có.", f"The name “{username}” is taken."), None, "username")
    given = sorted(set(roles))
    account_id: int = session.execute(
        account.insert()
        .values(
            person_id=person_id,
            username=username,
            password_hash=hashed(acceptable(password)),
            status=ACTIVE,
            roles=given,
            created_at=by.at,
            password_changed_at=by.at,
        )
        .returning(account.c.id)
    ).scalar_one()
    by.record(session, "account", account_id, "account_opened", username=username, person_id=person_id, roles=given)
    return account_id


def set_roles(session: Session, by: By, account_id: int, roles: Iterable[Role]) -> None:
    """Replace the roles of an account; takes effect with the next request."""
    by.require_administrator()
    before = _locked_row(session, account_id).roles
    given = sorted(set(roles))
    session.execute(account.update().where(account.c.id == account_id).values(roles=given))
    by.record(session, "account", account_id, "roles_changed", before=before, after=given)


def lock_account(session: Session, by: By, account_id: int, reason: str) -> None:
    """Lock an account and end its sessions."""
    by.require_administrator()
    _locked_row(session, account_id)
    session.execute(account.update().where(account.c.id == account_id).values(status=LOCKED))
    for row in sessions.living(session, account_id, by.at):
        sessions.end(session, row.id, by=by.name, now=by.at)
    by.record(session, "account", account_id, "account_locked", reason=reason)


def unlock_account(session: Session, by: By, account_id: int) -> None:
    """Let an account log in again."""
    by.require_administrator()
    _locked_row(session, account_id)
    session.execute(account.update().where(account.c.id == account_id).values(status=ACTIVE))
    by.record(session, "account", account_id, "account_unlocked")


def change_password(session: Session, by: By, account_id: int, new: str, *, current: str | None = None) -> None:
    """Set a password and end all other sessions; its owner must give the current one, an administrator need not."""
    row = _locked_row(session, account_id)
    if by.actor is not None and by.actor.account_id == account_id:
        if current is None or not matches(row.password_hash, current):
            raise Invalid(Text("Mật khẩu hiện tại không đúng.", "The current password is wrong."), None, "current")
    else:
        by.require_administrator()
    session.execute(
        account.update()
        .where(account.c.id == account_id)
        .values(password_hash=hashed(acceptable(new)), password_changed_at=by.at)
    )
    kept = by.actor.session_id if by.actor else None
    for living in sessions.living(session, account_id, by.at):
        if living.id != kept:
            sessions.end(session, living.id, by=by.name, now=by.at)
    by.record(session, "account", account_id, "password_changed")


def end_session(session: Session, by: By, session_id: int) -> None:
    """End one log-in session; one's own or, for an administrator, anybody's."""
    owner = session.execute(select(login_session.c.account_id).where(login_session.c.id == session_id)).scalar()
    if by.actor is None or by.actor.account_id != owner:
        by.require_administrator()
    if owner is None:
        raise Missing(Text("Không có phiên đăng nhập này.", "There is no such session."))
    _locked_row(session, owner)
    sessions.end(session, session_id, by=by.name, now=by.at)
    by.record(session, "account", owner, "session_ended", session=session_id)


def _locked_row(session: Session, account_id: int) -> Row[Any]:
    row: Row[Any] | None = session.execute(select(account).where(account.c.id == account_id).with_for_update()).first()
    if row is None:
        raise Missing(Text("Không có tài khoản này.", "There is no such account."))
    return row
