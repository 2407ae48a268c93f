"""Changes in the organisation while stories run: somebody leaves a post, somebody takes it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation import operations
from engine.organisation.models import account, assignment
from engine.organisation.operations.acting import By
from engine.platform.db import transaction
from engine.platform.time import local_day
from tests.support.office import Office

Result = TypeVar("Result")


def change(office: Office, act: Callable[[Session], Result]) -> Result:
    """Do something in one transaction of the office's database."""
    with office.app.app_context(), transaction() as session:
        return act(session)


def leave_post(office: Office, login: str, post: str) -> None:
    """From today on, the person no longer holds the post."""
    by, today = By(None, office.clock()), local_day(office.clock())
    change(office, lambda session: operations.end_assignment(session, by, _held(session, login, post).id, today))


def take_post(office: Office, login: str, post: str) -> None:
    """From today on, the person holds again the post held before."""
    by, today = By(None, office.clock()), local_day(office.clock())

    def act(session: Session) -> None:
        row = _held(session, login, post)
        operations.assign(session, by, row.person_id, row.unit_id, post, today)

    change(office, act)


def _held(session: Session, login: str, post: str) -> Any:
    person = account.c.person_id == assignment.c.person_id
    return session.execute(
        select(assignment).join(account, person).where(account.c.username == login, assignment.c.post == post)
    ).one()
