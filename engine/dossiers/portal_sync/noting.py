"""What each act leaves to be told: a row and a job in the transaction of the act, for synchronised dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.dossiers.author import Author
from engine.dossiers.models import dossier
from engine.dossiers.portal_sync.codes import code_of
from engine.dossiers.portal_sync.models import BEHIND, STUCK, WAITING, dossier_sync, portal_event
from engine.platform import jobs
from engine.text import Text

TELL = "portal.tell"
"""The kind of the jobs that tell the portal about one dossier."""
_LONGEST = 1000


def note(
    session: Session,
    before: Row[Any],
    last_seq: int,
    changes: Mapping[str, Any],
    said: Text,
    author: Author,
    now: datetime,
) -> None:
    """Leave one act to be told; ``before`` is the dossier as it was, held by the caller.

    The whole dossier is told when its status or its due date changed, or nothing was told yet.
    """
    status, due = changes.get("status", before.status), changes.get("due_at", before.due_at)
    whole = last_seq == 0 or status != before.status or due != before.due_at
    seq = last_seq + 1
    session.execute(
        portal_event.insert().values(
            dossier_id=before.id,
            seq=seq,
            at=now,
            code=code_of(status),
            whole=whole,
            person=author.name,
            post=author.post,
            unit=author.unit_name,
            said=said.vi[:_LONGEST],
            due_at=due,
            status=WAITING,
            attempts=0,
        )
    )
    mine = dossier_sync.c.dossier_id == before.id
    session.execute(dossier_sync.update().where(mine).values(last_seq=seq, changed_at=now))
    session.execute(dossier_sync.update().where(mine, dossier_sync.c.status != STUCK).values(status=BEHIND))
    put_in_queue(session, before.id, str(seq), now)


def note_change(session: Session, dossier_id: int, said: Text, author: Author, now: datetime) -> None:
    """Leave a change outside any step (a new date) to be told; does nothing for a dossier that is not synchronised."""
    kept = session.execute(select(dossier_sync.c.last_seq).where(dossier_sync.c.dossier_id == dossier_id)).scalar()
    if kept is None:
        return
    row = session.execute(select(dossier).where(dossier.c.id == dossier_id)).one()
    note(session, row, kept, {}, said, author, now)
    session.execute(_last(dossier_id, kept + 1).values(whole=True))


def put_in_queue(session: Session, dossier_id: int, mark: str, now: datetime) -> None:
    """Leave the job that tells what is left of a dossier."""
    key = f"{TELL}/{dossier_id}/{mark}"
    jobs.enqueue(session, TELL, key, now=now, payload={"dossier": dossier_id})


def _last(dossier_id: int, seq: int) -> Any:
    return portal_event.update().where(portal_event.c.dossier_id == dossier_id, portal_event.c.seq == seq)
