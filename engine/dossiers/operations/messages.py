"""Messages from outside, once each: a repeated one changes nothing, an early one is kept until it is awaited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.dossiers.author import Author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.models import EARLY, message_inbox, wait
from engine.dossiers.operations import waits
from engine.platform.rows import insert_row, rows_changed
from engine.procedures import labels
from engine.spiff.acts import Deliver
from engine.text import Text

DELIVERED = "delivered"
FORM = "form"
"""Values under this name are answers to the form of the wait, kept and checked as if typed."""


class Arrival(StrEnum):
    """What became of a message."""

    DELIVERED = "delivered"
    EARLY = "early"
    DUPLICATE = "duplicate"


def arrive(
    session: Session,
    dossier_id: int,
    element: str,
    dedupe_key: str,
    values: Mapping[str, Any],
    sender: str,
    now: datetime,
) -> Arrival:
    """Take a message for the wait ``element`` of a dossier; ``dedupe_key`` is the sender's number for it."""
    hold(session, dossier_id)
    dossier = open_dossier(session, dossier_id)
    known = (message_inbox.c.dossier_id == dossier_id) & (message_inbox.c.dedupe_key == dedupe_key)
    if session.execute(select(message_inbox.c.id).where(known)).first() is not None:
        return Arrival.DUPLICATE
    message_id = insert_row(
        session,
        message_inbox,
        dossier_id=dossier_id,
        element=element,
        dedupe_key=dedupe_key,
        values=dict(values),
        received_at=now,
        sender=sender,
        status=EARLY,
    )
    task = _awaiting(session, dossier.id, element)
    if task is None:
        return Arrival.EARLY
    _deliver(session, dossier_id, _message(session, message_id), task, now)
    return Arrival.DELIVERED


def deliver_early(session: Session, dossier_id: int, task: str, now: datetime) -> None:
    """Hand the oldest kept message to the wait that has opened; does nothing when either is gone."""
    hold(session, dossier_id)
    opened = session.execute(
        select(wait.c.element).where(wait.c.dossier_id == dossier_id, wait.c.task == task, wait.c.status == "open")
    ).scalar()
    kept = session.execute(
        select(message_inbox)
        .where(message_inbox.c.dossier_id == dossier_id, message_inbox.c.element == opened)
        .where(message_inbox.c.status == EARLY)
        .order_by(message_inbox.c.id)
        .limit(1)
    ).first()
    if opened is not None and kept is not None:
        _deliver(session, dossier_id, kept, task, now)


def _deliver(session: Session, dossier_id: int, message: Row[Any], task: str, now: datetime) -> None:
    mine = (message_inbox.c.id == message.id) & (message_inbox.c.status == EARLY)
    if not rows_changed(session, message_inbox.update().where(mine).values(status=DELIVERED)):
        return
    author = Author(name=message.sender, account=f"partner:{message.sender}"[:120])
    if FORM in message._mapping["values"]:
        waits.deliver_answer(session, _wait(session, dossier_id, task), message._mapping["values"][FORM], author, now)
        return
    dossier = open_dossier(session, dossier_id)
    definition = dossier.version.definition
    name = labels.node_name(definition, definition.nodes[message.element])
    said = Text(f"Đã nhận trả lời: {name.vi}", f"Answer received: {name.en}")
    line = Line("message", said, element=message.element, detail={"wait": message.element, "key": message.dedupe_key})
    carry(session, dossier, Deliver(task, values=message._mapping["values"]), line, author, now)


def _awaiting(session: Session, dossier_id: int, element: str) -> str | None:
    query = select(wait.c.task).where(
        wait.c.dossier_id == dossier_id, wait.c.element == element, wait.c.status == "open"
    )
    return session.execute(query.order_by(wait.c.id).limit(1)).scalar()


def _wait(session: Session, dossier_id: int, task: str) -> int:
    mine = select(wait.c.id).where(wait.c.dossier_id == dossier_id, wait.c.task == task)
    return int(session.execute(mine).scalar_one())


def _message(session: Session, message_id: int) -> Row[Any]:
    return session.execute(select(message_inbox).where(message_inbox.c.id == message_id)).one()
