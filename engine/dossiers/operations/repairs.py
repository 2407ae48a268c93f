"""After something went wrong: trying the failed step again once a person has repaired the cause."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.dossiers import facts, failed_jobs
from engine.dossiers.authorship import as_author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.models import incident
from engine.dossiers.operations import calls, calls_by_hand
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Conflict, Missing
from engine.spiff.acts import Retry
from engine.text import Text


def retry(session: Session, actor: Actor, incident_id: int, now: datetime) -> bool:
    """Run the failed step or job again, or look again for who does it; returns whether the incident is settled."""
    row = _held(session, incident_id)
    dossier = open_dossier(session, row.dossier_id)
    policy.require(actor, Act.SETTLE_INCIDENT, facts.of_dossier(session, dossier.row, now))
    if row.resolved_at is not None:
        raise Conflict(Text("Sự cố này đã được xử lý.", "This incident is already settled."))
    if row.code == failed_jobs.CODE:
        failed_jobs.revive(session, row, as_author(actor), now)
        return True
    if row.code == calls.INCIDENT:
        calls_by_hand.retry_of_incident(session, row, as_author(actor), now)
        return True
    line = Line("retried", Text("Thử lại bước gặp sự cố", "Failed step tried again"), element=row.element, public=False)
    result = carry(session, dossier, Retry(row.task), line, as_author(actor), now)
    return not any(found.task == row.task for found in result.incidents)


def _held(session: Session, incident_id: int) -> Row[Any]:
    """The incident as it is once its dossier is held."""
    query = select(incident).where(incident.c.id == incident_id)
    row = session.execute(query).first()
    if row is None:
        raise Missing(Text("Không tìm thấy sự cố này.", "No such incident."))
    hold(session, row.dossier_id)
    return session.execute(query).one()
