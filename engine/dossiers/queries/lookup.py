"""Looking a dossier up: by an officer who may see it, or by a citizen with the code and the receipt's key."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select, true
from sqlalchemy.orm import Session

from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.legs.waiting import asked_in
from engine.dossiers.models import dossier, dossier_unit, form_submission, history, payment, wait, work_item
from engine.dossiers.operations.waits import BY_CITIZEN
from engine.dossiers.operations.withdrawal import may_still_withdraw
from engine.dossiers.queries.finding import found
from engine.dossiers.queries.work import Remaining, remaining_until
from engine.dossiers.status import ENDED, WORDS, Status
from engine.dossiers.words import words_of
from engine.forms import Form
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.platform.errors import Missing
from engine.platform.search import search_key
from engine.procedures import labels
from engine.text import Text

NO_MATCH = Text(
    "Không tìm thấy hồ sơ với mã và khóa tra cứu này.",
    "No dossier matches this code and look-up key.",
)
CHECK_RECEIPT = Text(
    "Kiểm tra lại mã hồ sơ và khóa in trên giấy tiếp nhận, hoặc quét mã QR.",
    "Check the code and the key printed on the receipt, or scan its QR code.",
)
NOBODY = "0" * 24


@dataclass(frozen=True)
class CitizenWait:
    """What the applicant is asked for now."""

    row: Row[Any]
    name: Text
    form: Form | None
    reason: str | None


@dataclass(frozen=True)
class CitizenPage:
    """A dossier as its owner sees it: who has it, what is next, when it is done."""

    dossier: Dossier
    name: Text
    status: Text
    ended: bool
    holders: Sequence[tuple[Text, str | None]]
    waits: Sequence[CitizenWait]
    agencies: Sequence[tuple[Text, datetime]]
    """What other agencies have been asked for, and since when."""
    standing_at: Sequence[str]
    """The elements of the diagram where the dossier stands: open steps and everything awaited."""
    story: Sequence[Row[Any]]
    payments: Sequence[Row[Any]]
    remaining: Remaining
    may_withdraw: bool
    done_percent: int


def search(session: Session, actor: Actor, asked: str, limit: int = 50) -> list[Row[Any]]:
    """Dossiers with every word asked for (of applicant, procedure or code), as far as the reader may see them.

    A word is given whole or by its beginning. Newest first; a whole code or reference finds its dossier alone.
    """
    units = policy.visible_units(actor)
    named = list(session.execute(select(dossier).where(_named(asked), _seen(units))))
    if named:
        return named
    numbers = found(session, words_of(search_key(asked)), units, limit)
    return list(session.execute(select(dossier).where(dossier.c.id.in_(numbers)).order_by(dossier.c.id.desc())))


def _seen(units: Collection[int] | None) -> ColumnElement[bool]:
    """Whether a dossier is the units' business."""
    if units is None:
        return true()
    involved = select(dossier_unit.c.unit_id).where(
        dossier_unit.c.dossier_id == dossier.c.id, dossier_unit.c.unit_id.in_(units)
    )
    return involved.correlate(dossier).exists()


def _named(words: str) -> ColumnElement[bool]:
    """The dossier with this very code or reference."""
    asked = words.strip()
    return or_(dossier.c.code == asked.upper(), dossier.c.reference == asked.lower())


def by_key(session: Session, code: str, key: str) -> int:
    """The dossier a citizen names by code (or reference) and key.

    Raises ``Missing`` with the same words whether there is no such code or the key is wrong.
    """
    row = session.execute(select(dossier.c.id, dossier.c.look_up_key).where(_named(code))).first()
    known = row.look_up_key if row else NOBODY
    if not hmac.compare_digest(known.encode(), key.strip().encode()) or row is None:
        raise Missing(NO_MATCH, fix=CHECK_RECEIPT)
    return int(row.id)


def anonymous(session: Session, code: str) -> Text | None:
    """What anybody may know of a code: how far the dossier is, nothing else; None when there is no such code."""
    row = session.execute(select(dossier.c.status).where(dossier.c.code == code.strip().upper())).first()
    return WORDS[Status(row.status)].label if row else None


def citizen_page(session: Session, dossier_id: int, now: datetime) -> CitizenPage:
    """Read a dossier for its owner."""
    opened = open_dossier(session, dossier_id)
    definition = opened.version.definition
    status = Status(opened.row.status)
    open_work = session.execute(
        select(work_item.c.title, work_item.c.unit_name, work_item.c.element).where(
            work_item.c.dossier_id == dossier_id, work_item.c.status == "open"
        )
    ).all()
    holders = [(labels.node_name(definition, definition.nodes[row.element]), row.unit_name) for row in open_work]
    asked = session.execute(
        select(wait.c.element, wait.c.kind, wait.c.opened_at)
        .where(wait.c.dossier_id == dossier_id, wait.c.status == "open")
        .order_by(wait.c.id)
    ).all()
    agencies = [
        (labels.node_name(definition, definition.nodes[row.element]), row.opened_at)
        for row in asked
        if row.kind not in BY_CITIZEN
    ]
    public = history.select().where(history.c.dossier_id == dossier_id, history.c.public.is_(True))
    return CitizenPage(
        dossier=opened,
        name=labels.procedure_name(definition),
        status=WORDS[status].label,
        ended=status in ENDED,
        holders=holders,
        waits=_waits(session, opened),
        agencies=agencies,
        standing_at=[row.element for row in (*open_work, *asked)],
        story=list(session.execute(public.order_by(history.c.id))),
        payments=list(session.execute(select(payment).where(payment.c.dossier_id == dossier_id))),
        remaining=remaining_until(session, opened.row.resolving_unit_id, opened.row.due_at, now),
        may_withdraw=may_still_withdraw(session, opened, now),
        done_percent=_degree(session, opened),
    )


def _waits(session: Session, opened: Dossier) -> list[CitizenWait]:
    """What the applicant is asked for, by this dossier and by its children."""
    mine = select(dossier.c.id).where((dossier.c.id == opened.id) | (dossier.c.parent_id == opened.id))
    rows = session.execute(
        select(wait)
        .where(wait.c.dossier_id.in_(mine), wait.c.status == "open", wait.c.kind.in_(BY_CITIZEN))
        .order_by(wait.c.id)
    )
    found = []
    for row in rows:
        version = opened.version if row.dossier_id == opened.id else open_dossier(session, row.dossier_id).version
        definition = version.definition
        node = definition.nodes[row.element]
        form = version.form(node.wait.form if node.wait else None)
        reason = asked_in(session, definition, row) or _reason(session, row.dossier_id)
        found.append(CitizenWait(row, labels.node_name(definition, node), form, reason))
    return found


def _reason(session: Session, dossier_id: int) -> str | None:
    rows = session.execute(
        select(form_submission.c["values"])
        .where(form_submission.c.dossier_id == dossier_id)
        .order_by(form_submission.c.id.desc())
        .limit(3)
    ).scalars()
    return next((str(values["ly_do"]) for values in rows if values.get("ly_do")), None)


def _degree(session: Session, opened: Dossier) -> int:
    """How far the dossier is: the share of declared steps that have been finished at least once."""
    if opened.row.ended_at is not None:
        return 100
    steps = [node.id for node in opened.version.definition.steps()]
    done = set(
        session.execute(
            select(work_item.c.element).where(work_item.c.dossier_id == opened.id, work_item.c.status == "closed")
        ).scalars()
    )
    return round(100 * len(done & set(steps)) / len(steps)) if steps else 0
