"""The job that fetches the files of a dossier filed at the portal; each once, whatever is repeated."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors.base import Blocked, Declined, Unreachable
from engine.connectors.contrib import portal
from engine.connectors.models import partner
from engine.connectors.reaching import wire_to
from engine.documents import files
from engine.documents.files import Upload
from engine.documents.models import document
from engine.dossiers import story
from engine.dossiers.author import MACHINE
from engine.dossiers.holding import hold
from engine.dossiers.portal_sync.models import dossier_sync
from engine.dossiers.portal_sync.telling import World
from engine.platform import jobs
from engine.platform.db import reading
from engine.platform.errors import AppError
from engine.platform.jobs import Again, Handler, Job
from engine.text import Text

FETCH = "portal.fetch"
_SECONDS = 60.0
_AGAIN = timedelta(minutes=5)
_AUTHOR = "Cổng Dịch vụ công quốc gia"


@dataclass
class Fetched:
    """The files that came, those the portal does not have, and what stopped the rest."""

    came: list[tuple[str, str, str, bytes]] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    failed: str = ""


def ask(session: Session, dossier_id: int, now: datetime) -> None:
    """Leave the job in the caller's transaction."""
    jobs.enqueue(session, FETCH, f"{FETCH}/{dossier_id}", now=now, payload={"dossier": dossier_id})


def handler(world: World) -> Handler:
    """The handler, for the composition root."""

    def call(job: Job) -> Fetched:
        return _call(job, world)

    def settle(session: Session, job: Job, fetched: Any, now: datetime) -> Any:
        return _settle(session, job.payload["dossier"], fetched, world, now)

    return Handler(settle=settle, call=call, attempts=1000)


def _call(job: Job, world: World) -> Fetched:
    with reading() as session:
        wanted = _wanted(session, job.payload["dossier"])
        there = session.execute(select(partner).where(partner.c.code == portal.PORTAL, partner.c.enabled)).first()
        wire = wire_to(session, there, job.key, _SECONDS, world.means) if there is not None else None
    if wire is None:
        return Fetched(failed="off")
    told, found = portal.Session(wire), Fetched()
    for number, name, paper in wanted:
        try:
            found.came.append((number, name, paper, told.download(number)))
        except Declined:
            found.gone.append((number, name))
        except (Unreachable, Blocked) as error:
            found.failed = str(error)
            break
    return found


def _wanted(session: Session, dossier_id: int) -> list[tuple[str, str, str]]:
    """Number, name and paper of each file still to be fetched."""
    kept = session.execute(select(dossier_sync.c.files).where(dossier_sync.c.dossier_id == dossier_id)).scalar()
    return [(number, name, paper) for number, (name, paper) in ((kept or {}).get("fetch") or {}).items()]


def _settle(session: Session, dossier_id: int, fetched: Fetched, world: World, now: datetime) -> Again | Any:
    hold(session, dossier_id)
    mine = dossier_sync.c.dossier_id == dossier_id
    kept = dict(session.execute(select(dossier_sync.c.files).where(mine)).scalar() or {})
    left = dict(kept.get("fetch") or {})
    for number, name, paper, data in fetched.came:
        if left.pop(number, None) is not None:
            _keep(session, dossier_id, Upload(name, data, paper or None), world, kept, number, now)
    for number, name in fetched.gone:
        if left.pop(number, None) is not None:
            _say(session, dossier_id, Text(f"Cổng không còn tệp {name}", f"The portal has no file {name}"), now)
    kept["fetch"] = left
    session.execute(dossier_sync.update().where(mine).values(files=kept))
    return Again(now + _AGAIN) if left else {"files": len(fetched.came)}


def _keep(
    session: Session, dossier_id: int, upload: Upload, world: World, kept: dict[str, Any], number: str, now: datetime
) -> None:
    try:
        row = files.add(session, world.files, dossier_id, upload, _AUTHOR, now)
    except AppError as error:
        _say(session, dossier_id, error.what, now)
        return
    public_id = session.execute(select(document.c.public_id).where(document.c.id == row)).scalar_one()
    kept[public_id] = number


def _say(session: Session, dossier_id: int, said: Text, now: datetime) -> None:
    story.tell(session, dossier_id, "portal_file", said, MACHINE, now, public=False)
