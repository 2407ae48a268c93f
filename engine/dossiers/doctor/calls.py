"""I6: every call to another system that is open or owed has a job that sees to it, or an incident that says why not."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import String, cast, exists, literal, or_, select
from sqlalchemy.orm import Session

from engine.connectors.contrib.child import CHILD
from engine.connectors.models import ACCEPTED, OWED, STUCK, TELL, TRYING, connector_call
from engine.documents.store import FileStore
from engine.dossiers.children.queue import NEWS
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.models import dossier, incident
from engine.dossiers.queueing import CALL
from engine.platform.jobs.models import RUNNING, WAITING, job
from engine.text import Text


def calls(session: Session, _: FileStore) -> Iterator[Finding]:
    """Calls nobody sees to any more."""
    key = literal(f"{CALL}/") + connector_call.c.key + "/" + cast(connector_call.c.round, String)
    seen_to = exists().where(job.c.key == key, job.c.status.in_([WAITING, RUNNING]))
    told = exists().where(
        incident.c.dossier_id == connector_call.c.dossier_id,
        incident.c.task == connector_call.c.task,
        incident.c.resolved_at.is_(None),
    )
    in_hand = exists().where(
        dossier.c.id == connector_call.c.child_id, dossier.c.ended_at.is_(None), dossier.c.done_at.is_(None)
    )
    on_its_way = exists().where(
        job.c.dossier_id == connector_call.c.dossier_id, job.c.kind == NEWS, job.c.status.in_([WAITING, RUNNING])
    )
    done_in_house = in_hand | ((connector_call.c.connector == CHILD) & on_its_way)
    living = or_(connector_call.c.status.in_([TRYING, ACCEPTED]), connector_call.c.debt.in_([OWED, TELL]))
    lost = or_(
        living & ~seen_to & ~told & ~done_in_house,
        (connector_call.c.status == STUCK) & ~told,
    )
    for row in session.execute(select(connector_call.c.dossier_id, connector_call.c.name).where(lost)):
        yield Finding(
            "I6",
            f"dossier:{row.dossier_id}",
            Text(f"Không còn ai theo lần gọi «{row.name}».", f"Nobody sees to the call “{row.name}” any more."),
        )
