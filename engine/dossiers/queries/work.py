"""The inbox: open work, most urgent first, as far as the person may do or see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from engine import clock
from engine.dossiers.clockwork import calendar_of
from engine.dossiers.models import OPEN, dossier, work_item
from engine.organisation.actors import Actor
from engine.platform.search import search_key
from engine.text import Text

Scope = Literal["mine", "post", "unit"]
State = Literal["ok", "soon", "late", "none"]
COUNT_CAP = 1000
SOON = 4 * 3600
_JOINED = dossier.c.id == work_item.c.dossier_id
_OF_DOSSIER = (dossier.c.code, dossier.c.reference, dossier.c.procedure_name, dossier.c.applicant_name)


@dataclass(frozen=True)
class Remaining:
    """How much working time is left until a due instant, in words, and how urgent that is."""

    state: State
    said: Text
    seconds: int | None


@dataclass(frozen=True)
class InboxRow:
    """One line of an inbox."""

    id: int
    dossier_id: int
    code: str | None
    reference: str
    procedure: str
    step_no: str | None
    title: str
    applicant: str
    unit: str | None
    post: str | None
    taken_by: str | None
    mine: bool
    opened_at: datetime
    due_at: datetime | None
    remaining: Remaining


def inbox(
    session: Session,
    actor: Actor,
    scope: Scope,
    now: datetime,
    *,
    words: str = "",
    procedure: str = "",
    limit: int = 50,
) -> list[InboxRow]:
    """Open work of one scope: taken by me, waiting for a post of mine, or anywhere in my units."""
    asked = _asked(words, procedure)
    pieces = [_piece(condition, asked, limit) for condition in _conditions(actor, scope)]
    if not pieces:
        return []
    found = union_all(*pieces).subquery()
    first = select(found.c.id).order_by(found.c.due_at.nulls_last(), found.c.id).limit(limit).subquery()
    rows = session.execute(
        select(work_item, *_OF_DOSSIER).join(first, first.c.id == work_item.c.id).join(dossier, _JOINED)
    )
    return [_shown(session, row, actor, now) for row in sorted(rows, key=_urgency)]


def counts(session: Session, actor: Actor) -> dict[str, int]:
    """How many open work items each scope holds, counted up to a cap."""
    scopes: tuple[Scope, ...] = ("mine", "post", "unit")
    columns = [_counted(actor, scope).label(scope) for scope in scopes]
    return dict(session.execute(select(*columns)).one()._mapping)


def receiving_item(session: Session, dossier_id: int) -> Row[Any] | None:
    """The open work item with which a new dossier begins."""
    query = select(work_item).where(work_item.c.dossier_id == dossier_id, work_item.c.status == "open")
    return session.execute(query.order_by(work_item.c.id)).first()


def remaining_until(session: Session, unit_id: int | None, due_at: datetime | None, now: datetime) -> Remaining:
    """The working time left in the calendar of the unit that has the work."""
    if due_at is None or unit_id is None:
        return Remaining("none", Text("Không tính thời gian", "Time not counted"), None)
    seconds = clock.remaining(now, due_at, calendar_of(session, unit_id, now))
    state: State = "late" if now > due_at else "soon" if seconds <= SOON else "ok"
    return Remaining(state, clock.say_remaining(seconds), seconds)


def _conditions(actor: Actor, scope: Scope) -> list[ColumnElement[bool]]:
    """One condition per unit and post, so that each can walk its own index (a union of keysets)."""
    if scope == "mine":
        return [work_item.c.person_id == actor.person_id]
    if scope == "unit":
        return [work_item.c.unit_id == unit for unit in sorted(actor.unit_ids | actor.leads)]
    pairs = sorted({(held.unit_id, held.post) for held in actor.holdings})
    return [
        and_(work_item.c.unit_id == unit, work_item.c.post == post, work_item.c.person_id.is_(None))
        for unit, post in pairs
    ]


def _piece(condition: ColumnElement[bool], asked: Sequence[ColumnElement[bool]], limit: int) -> Select[Any]:
    """The most urgent of one piece, by number only: an index knows all of that, the rows are read for one page."""
    query = select(work_item.c.id, work_item.c.due_at).where(work_item.c.status == OPEN, condition)
    if asked:
        query = query.join(dossier, _JOINED).where(*asked)
    ordered = query.order_by(work_item.c.due_at.nulls_last(), work_item.c.id).limit(limit)
    # a limited select inside a union must be a subquery of its own on SQLite
    return select(ordered.subquery())


def _asked(words: str, procedure: str) -> list[ColumnElement[bool]]:
    """What the reader narrows the list down to, as conditions on the dossier."""
    asked = [dossier.c.procedure_key == procedure] if procedure else []
    return [*asked, matches(words)] if words.strip() else asked


def matches(words: str) -> ColumnElement[bool]:
    """A dossier whose code, reference, applicant or procedure contains these words."""
    asked = words.strip()
    found = [dossier.c.search.contains(word, autoescape=True) for word in search_key(asked).split()]
    by_code = dossier.c.code.contains(asked.upper(), autoescape=True)
    return or_(by_code, dossier.c.reference == asked.lower(), and_(*found)) if found else by_code


def _urgency(row: Row[Any]) -> tuple[bool, datetime, int]:
    return (row.due_at is None, row.due_at or row.opened_at, row.id)


def _counted(actor: Actor, scope: Scope) -> ColumnElement[int]:
    """A count as one column: piece by piece, each on its own index, and no further than the cap."""
    pieces = [
        select(select(work_item.c.id).where(work_item.c.status == OPEN, one).limit(COUNT_CAP).subquery())
        for one in _conditions(actor, scope)
    ]
    if not pieces:
        return literal(0)
    found = union_all(*pieces) if len(pieces) > 1 else pieces[0]
    capped = select(found.subquery()).limit(COUNT_CAP).subquery()
    return select(func.count()).select_from(capped).scalar_subquery()


def _shown(session: Session, row: Row[Any], actor: Actor, now: datetime) -> InboxRow:
    return InboxRow(
        id=row.id,
        dossier_id=row.dossier_id,
        code=row.code,
        reference=row.reference,
        procedure=row.procedure_name,
        step_no=row.step_no,
        title=row.title,
        applicant=row.applicant_name,
        unit=row.unit_name,
        post=row.post,
        taken_by=row.person_name,
        mine=row.person_id == actor.person_id,
        opened_at=row.opened_at,
        due_at=row.due_at,
        remaining=remaining_until(session, row.unit_id, row.due_at, now),
    )
