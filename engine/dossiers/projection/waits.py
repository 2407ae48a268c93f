"""Waits that opened and closed, each with the instant at which it closes itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Wait
from engine.dossiers import deadlines
from engine.dossiers.author import Author
from engine.dossiers.dossier import Dossier
from engine.dossiers.jobs import CLOSE_WAIT, DELIVER_EARLY, cancel_wake_up, wake_up
from engine.dossiers.models import EARLY, message_inbox, wait
from engine.spiff.result import StepResult


def project_waits(session: Session, dossier: Dossier, result: StepResult, author: Author, now: datetime) -> None:
    """Write the waits of this result and arm or disarm the job that closes an unanswered one."""
    for closed in result.waits_closed:
        condition = (wait.c.dossier_id == dossier.id) & (wait.c.task == closed.task)
        status = "cancelled" if closed.cancelled else "answered"
        session.execute(wait.update().where(condition).values(status=status, closed_at=now))
        cancel_wake_up(session, CLOSE_WAIT, dossier.id, closed.task, now)
    for opened in result.waits_opened:
        node = dossier.version.definition.nodes[opened.element]
        declared = node.wait or Wait()
        closes = deadlines.of_wait(session, dossier, declared, now)
        session.execute(
            wait.insert().values(
                dossier_id=dossier.id,
                task=opened.task,
                element=opened.element,
                kind=declared.kind or "confirmation",
                name=node.name or opened.element,
                asked_by_unit_id=author.unit_id,
                partner=declared.partner,
                opened_at=now,
                closes_itself_at=closes,
                status="open",
            )
        )
        if closes is not None:
            wake_up(session, CLOSE_WAIT, dossier.id, opened.task, closes, now)
        if _came_early(session, dossier.id, opened.element):
            wake_up(session, DELIVER_EARLY, dossier.id, opened.task, now, now)


def _came_early(session: Session, dossier_id: int, element: str) -> bool:
    query = select(message_inbox.c.id).where(
        message_inbox.c.dossier_id == dossier_id, message_inbox.c.element == element, message_inbox.c.status == EARLY
    )
    return session.execute(query.limit(1)).first() is not None
