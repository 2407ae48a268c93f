"""What the analyst's pages show: every procedure with its state, versions, and the drafts a reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor, Role
from engine.organisation.models import account, person
from engine.organisation.policy import Act, DraftFacts
from engine.platform.audit.models import audit
from engine.platform.errors import Missing
from engine.platform.search import search_key
from engine.procedures.models import draft, procedure, procedure_version
from engine.procedures.standing import ABOLISH, Order, orders_at
from engine.publication.drafts import OPEN, REJECTED, no_such_draft
from engine.text import Text

EFFECTIVE, UPCOMING, SUSPENDED, ABOLISHED = "effective", "upcoming", "suspended", "abolished"
CATALOGUE_CAP = 5000
DRAFTS_SHOWN = 100


@dataclass(frozen=True)
class Entry:
    """One procedure: the version in force (or, when none is, the first to come), and the next one already decided."""

    key: str
    name: str
    state: str
    version: Row[Any]
    coming: Row[Any] | None
    order: Order | None = None
    owner: int | None = None


@dataclass(frozen=True)
class DraftPage:
    """A draft with what this reader may do about it, and the reason if it was turned down."""

    row: Row[Any]
    reason: str | None
    may_decide: bool
    is_author: bool
    replaces: Row[Any] | None


@dataclass(frozen=True)
class Standing:
    """How the draft of a working copy stands: its status, who decided, and why it was turned down if it was."""

    draft_id: int
    status: str
    decided_by: str | None
    reason: str | None
    author: int


def entries(session: Session, now: datetime, *, words: str = "") -> list[Entry]:
    """Every published procedure, by name, with its state at ``now``; ``words`` filters by name and code."""
    columns = (procedure.c.id, procedure.c.key, procedure.c.name, procedure.c.owner_unit_id)
    query = select(*columns).order_by(procedure.c.search).limit(CATALOGUE_CAP)
    for word in search_key(words).split():
        query = query.where(procedure.c.search.contains(word, autoescape=True))
    rows = session.execute(query).all()
    versions: dict[int, list[Row[Any]]] = {}
    wanted = procedure_version.c.procedure_id.in_([row.id for row in rows])
    for version in session.execute(_versions().where(wanted) if words else _versions()):
        versions.setdefault(version.procedure_id, []).append(version)
    orders = orders_at(session, now)
    return [_entry(row, versions[row.id], orders.get(row.id), now) for row in rows if row.id in versions]


def versions(session: Session, key: str) -> Sequence[Row[Any]]:
    """Every version of a procedure, newest first. Raises ``Missing``."""
    joined = procedure.c.id == procedure_version.c.procedure_id
    query = select(procedure_version).join(procedure, joined).where(procedure.c.key == key)
    found = session.execute(query.order_by(procedure_version.c.number.desc())).all()
    if not found:
        raise Missing(
            Text("Không có thủ tục này.", "There is no such procedure."),
            Text("Tìm lại trong danh mục.", "Look it up in the catalogue."),
        )
    return found


def in_force(found: Sequence[Row[Any]], now: datetime) -> Row[Any] | None:
    """The version of these that a dossier received at ``now`` starts on."""
    reached = [one for one in found if one.status == "effective" and one.effective_from <= now]
    return max(reached, key=lambda one: one.number, default=None)


def drafts(session: Session, actor: Actor, *, key: str | None = None, decided: bool = False) -> Sequence[Row[Any]]:
    """Drafts the reader may see, newest first: those that wait for a decision, or those decided."""
    if not policy.may(actor, Act.SEE_DRAFT):
        return ()
    columns = [column for column in draft.c if column.name != "findings"]
    query = select(*columns).order_by(draft.c.id.desc()).limit(DRAFTS_SHOWN)
    query = query.where(draft.c.status.not_in(OPEN) if decided else draft.c.status.in_(OPEN))
    return session.execute(query if key is None else query.where(draft.c.key == key)).all()


def draft_page(session: Session, actor: Actor, draft_id: int, now: datetime) -> DraftPage:
    """One draft. Raises ``Missing`` alike for one that does not exist and for a reader who may not see drafts."""
    row = session.execute(select(draft).where(draft.c.id == draft_id)).first()
    if row is None or not policy.may(actor, Act.SEE_DRAFT):
        raise no_such_draft()
    of_key = procedure.c.id == procedure_version.c.procedure_id
    published = session.execute(select(procedure_version).join(procedure, of_key).where(procedure.c.key == row.key))
    return DraftPage(
        row=row,
        reason=_reason(session, draft_id) if row.status == REJECTED else None,
        may_decide=policy.may(actor, Act.PUBLISH, DraftFacts(frozenset({row.submitted_by_account}))),
        is_author=row.submitted_by_account == actor.account_id,
        replaces=in_force(published.all(), now),
    )


def standing_of(session: Session, draft_id: int) -> Standing:
    """How a draft stands, for the working copy it came from."""
    columns = (draft.c.status, draft.c.decided_by, draft.c.submitted_by_account)
    row = session.execute(select(*columns).where(draft.c.id == draft_id)).one()
    reason = _reason(session, draft_id) if row.status == REJECTED else None
    return Standing(draft_id, row.status, row.decided_by, reason, row.submitted_by_account)


def newest_number(session: Session, version_id: int) -> tuple[int, int]:
    """The number of a version, and of the newest one of its procedure."""
    own = select(procedure_version.c.number, procedure_version.c.procedure_id).where(
        procedure_version.c.id == version_id
    )
    row = session.execute(own).one()
    numbers = select(func.max(procedure_version.c.number)).where(procedure_version.c.procedure_id == row.procedure_id)
    return int(row.number), int(session.execute(numbers).scalar_one())


def is_published(session: Session, key: str, content: str) -> bool:
    """Whether these very files are a version of the procedure already."""
    joined = procedure_version.join(procedure, procedure.c.id == procedure_version.c.procedure_id)
    same = (procedure.c.key == key) & (procedure_version.c.hash == content)
    return session.execute(select(procedure_version.c.id).select_from(joined).where(same)).first() is not None


def _versions() -> Select[Any]:
    return select(procedure_version).order_by(procedure_version.c.number)


def _entry(row: Any, found: list[Row[Any]], order: Order | None, now: datetime) -> Entry:
    current = in_force(found, now)
    later = [one for one in found if one.effective_from > now and (current is None or one.number > current.number)]
    coming = min(later, key=lambda one: one.effective_from, default=None)
    if order is not None:
        state = ABOLISHED if order.kind == ABOLISH else SUSPENDED
        return Entry(row.key, row.name, state, current or found[-1], coming, order, row.owner_unit_id)
    if current is None:
        return Entry(row.key, row.name, UPCOMING, coming or found[-1], None, None, row.owner_unit_id)
    return Entry(row.key, row.name, EFFECTIVE, current, coming, None, row.owner_unit_id)


def _reason(session: Session, draft_id: int) -> str | None:
    """The audit trail keeps why a draft was turned down; there is no second place that could say otherwise."""
    entry = (audit.c.subject_kind == "draft") & (audit.c.subject_id == str(draft_id))
    said = session.execute(select(audit.c.detail).where(entry, audit.c.act == f"draft_{REJECTED}")).scalar()
    return str(said["reason"]) if said else None


def approvers(session: Session, without: int) -> list[str]:
    """Names of those who could approve what account ``without`` submits, in order."""
    joined = account.join(person, person.c.id == account.c.person_id)
    active = (account.c.status == "active") & (account.c.id != without)
    rows = session.execute(select(person.c.full_name, account.c.roles).select_from(joined).where(active))
    return sorted(row.full_name for row in rows if Role.APPROVER in row.roles)
