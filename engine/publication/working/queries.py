"""What the screens of a working copy show: its files as they stand, who changed what last, what can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Missing
from engine.procedures import store
from engine.procedures.models import working_copy, working_revision
from engine.procedures.sources import Sources
from engine.text import Text

OPEN, SUBMITTED, DISCARDED = "open", "submitted", "discarded"
LISTED = 200


@dataclass(frozen=True)
class Revision:
    """One saved state of a working copy: what was done to reach it, by whom, when."""

    number: int
    what: Text
    at: datetime
    by: str
    by_account: int


@dataclass(frozen=True)
class WorkingCopy:
    """A working copy as it stands at its current revision."""

    id: int
    key: str
    name: str
    status: str
    origin: str
    based_on: int | None
    draft_id: int | None
    retired: frozenset[str]
    sources: Sources
    revision: Revision
    undoes: Revision | None
    redoes: Revision | None
    may_edit: bool


def load(session: Session, actor: Actor, copy_id: int) -> WorkingCopy:
    """Return a working copy with its files. Raises ``Missing`` also for who may not see drafts."""
    row = find(session, actor, copy_id)
    current = _revision(session, copy_id, row.revision)
    return WorkingCopy(
        row.id,
        row.key,
        row.name,
        row.status,
        row.origin,
        row.based_on,
        row.draft_id,
        frozenset(row.retired),
        store.of_revision(session, current.id),
        _told(current),
        _told(current) if current.parent is not None else None,
        redoable(session, copy_id, current.number),
        row.status == OPEN and policy.may(actor, Act.EDIT_DRAFT),
    )


def find(session: Session, actor: Actor, copy_id: int, *, lock: bool = False) -> Row[Any]:
    """Return the row of a working copy. Raises ``Missing``."""
    query = select(working_copy).where(working_copy.c.id == copy_id)
    row = session.execute(query.with_for_update() if lock else query).first()
    if row is None or not policy.may(actor, Act.SEE_DRAFT):
        raise Missing(
            Text("Không tìm thấy bản soạn này.", "There is no such working copy."),
            Text("Mở lại từ danh mục khai báo.", "Open it again from the catalogue."),
        )
    return row


def listing(session: Session, actor: Actor, *, status: str = OPEN) -> Sequence[Row[Any]]:
    """Return working copies with their last change (``made_at``, ``made_by``, ``what``), newest change first."""
    if not policy.may(actor, Act.SEE_DRAFT):
        return ()
    joined = working_copy.join(
        working_revision,
        (working_revision.c.copy_id == working_copy.c.id) & (working_revision.c.number == working_copy.c.revision),
    )
    columns = (working_revision.c.made_at, working_revision.c.made_by, working_revision.c.what)
    query = select(working_copy, *columns).select_from(joined).where(working_copy.c.status == status)
    return session.execute(query.order_by(working_revision.c.made_at.desc()).limit(LISTED)).all()


def open_copy_of(session: Session, key: str) -> int | None:
    """Return the id of the open working copy of a procedure, if there is one."""
    wanted = (working_copy.c.key == key) & (working_copy.c.status == OPEN)
    found: int | None = session.execute(select(working_copy.c.id).where(wanted).limit(1)).scalar()
    return found


def copy_of_draft(session: Session, draft_id: int) -> int | None:
    """Return the id of the working copy a draft was sent from, if it came from one."""
    query = select(working_copy.c.id).where(working_copy.c.draft_id == draft_id).order_by(working_copy.c.id.desc())
    found: int | None = session.execute(query.limit(1)).scalar()
    return found


def history(session: Session, actor: Actor, copy_id: int) -> list[Revision]:
    """Return what was done to a working copy, newest first."""
    find(session, actor, copy_id)
    query = select(working_revision).where(working_revision.c.copy_id == copy_id)
    return [_told(row) for row in session.execute(query.order_by(working_revision.c.number.desc()).limit(LISTED))]


def redoable(session: Session, copy_id: int, number: int) -> Revision | None:
    """Return the newest revision made from revision ``number``, if any."""
    wanted = (working_revision.c.copy_id == copy_id) & (working_revision.c.parent == number)
    query = select(working_revision).where(wanted).order_by(working_revision.c.number.desc()).limit(1)
    row = session.execute(query).first()
    return _told(row) if row else None


def _revision(session: Session, copy_id: int, number: int) -> Row[Any]:
    wanted = (working_revision.c.copy_id == copy_id) & (working_revision.c.number == number)
    return session.execute(select(working_revision).where(wanted)).one()


def _told(row: Row[Any]) -> Revision:
    return Revision(row.number, Text(**row.what), row.made_at, row.made_by, row.made_by_account)


def sources_of(session: Session, actor: Actor, copy_id: int, number: int) -> Sources | None:
    """Return the files of one revision, None when there is none of this number."""
    find(session, actor, copy_id)
    wanted = (working_revision.c.copy_id == copy_id) & (working_revision.c.number == number)
    revision_id = session.execute(select(working_revision.c.id).where(wanted)).scalar()
    return store.of_revision(session, revision_id) if revision_id is not None else None
