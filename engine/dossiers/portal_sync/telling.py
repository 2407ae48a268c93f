"""The job that tells the portal: one dossier at a time, its acts in order, outside any transaction, kept inside one."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from engine.connectors import pace
from engine.connectors.base import Blocked, Declined, Unreachable
from engine.connectors.contrib import portal
from engine.connectors.models import partner
from engine.connectors.reaching import Means, wire_to
from engine.documents.store import FileStore
from engine.dossiers.portal_sync import payload
from engine.dossiers.portal_sync.models import (
    BEHIND,
    REFUSED,
    SENT,
    STUCK,
    SYNCED,
    WAITING,
    dossier_sync,
    portal_event,
)
from engine.platform.db import reading, transaction
from engine.platform.jobs import Again, Handler, Job
from engine.platform.rows import rows_changed
from engine.platform.time import Now

LEASE = timedelta(minutes=3)
_BUSY = timedelta(seconds=5)
_OFF = timedelta(minutes=10)
_AT_ONCE = 10
_SECONDS = 60.0
_ERROR = 500


@dataclass(frozen=True)
class World:
    """What telling needs of the world."""

    now: Now
    means: Means
    files: FileStore
    random: pace.Random = field(default=random.random)


@dataclass
class Told:
    """What got through: events by number, the code given, the files uploaded, and what stopped it.

    ``known``: the portal has the dossier, so that it is changed and not handed in.
    """

    sent: list[int] = field(default_factory=list)
    code: str | None = None
    files: dict[str, str] = field(default_factory=dict)
    known: bool = False
    refused: tuple[int, str] | None = None
    failed: tuple[int, str] | None = None


@dataclass(frozen=True)
class Later:
    """Not now: somebody else is at it, or the portal is switched off."""

    wait: timedelta


@dataclass(frozen=True)
class Load:
    """Everything one round sends, read beforehand."""

    session: portal.Session
    sync: Row[Any]
    events: list[Row[Any]]
    began: str
    known: bool


def handler(world: World) -> Handler:
    """The handler, for the composition root."""

    def call(job: Job) -> Told | Later | None:
        return _call(job, world)

    def settle(session: Session, job: Job, told: Any, now: datetime) -> Any:
        return _settle(session, job.payload["dossier"], told, now, world.random)

    return Handler(settle=settle, call=call, attempts=1000, lease=LEASE)


def _call(job: Job, world: World) -> Told | Later | None:
    dossier_id, now = job.payload["dossier"], world.now()
    with transaction() as session:
        there = session.execute(select(partner).where(partner.c.code == portal.PORTAL, partner.c.enabled)).first()
        events = _left(session, dossier_id)
        if not events:
            return None
        if there is None:
            return Later(_OFF)
        free = or_(dossier_sync.c.leased_until.is_(None), dossier_sync.c.leased_until <= now)
        taken = dossier_sync.update().where(dossier_sync.c.dossier_id == dossier_id, free)
        if not rows_changed(session, taken.values(leased_until=now + LEASE)):
            return Later(_BUSY)
        sync = session.execute(select(dossier_sync).where(dossier_sync.c.dossier_id == dossier_id)).one()
        first = select(portal_event.c.at).where(portal_event.c.dossier_id == dossier_id).order_by(portal_event.c.seq)
        began = portal.stamp(session.execute(first.limit(1)).scalar())
        wire = wire_to(session, there, job.key, _SECONDS, world.means)
        load = Load(portal.Session(wire), sync, events, began, _known(session, sync))
    return _tell_all(load, world)


def _tell_all(load: Load, world: World) -> Told:
    told = Told(code=load.sync.portal_code, files=dict(load.sync.files or {}), known=load.known)
    for event in load.events:
        try:
            _tell(load, event, told, world)
            told.sent.append(event.id)
        except Declined as error:
            told.refused = (event.id, f"{error.code}: {error}")
            break
        except (Unreachable, Blocked) as error:
            told.failed = (event.id, str(error))
            break
        except Exception as error:
            told.failed = (event.id, f"{type(error).__name__}")
            break
    return told


def _tell(load: Load, event: Row[Any], told: Told, world: World) -> None:
    """Code, files, dossier, progress: in the order the portal wants them."""
    key, with_all = f"{load.sync.dossier_id}/{event.seq}", event.whole or not told.known
    with reading() as session:
        asked = payload.code_request(session, event.dossier_id) if told.code is None else None
        papers = payload.unsent_files(session, event.dossier_id, told.files) if with_all else []
    if asked is not None:
        found = load.session.ask(portal.NEW_CODE, asked, f"{load.sync.dossier_id}/code")
        told.code = str(found["MaHoSo"]) if isinstance(found, Mapping) and found.get("MaHoSo") else None
    if told.code is None:
        raise Unreachable("the portal gave no code")
    for paper in papers:
        data = world.files.get(paper.hash)
        told.files[paper.public_id] = load.session.upload(told.code, paper.name, data, f"tep/{paper.public_id}")
    if with_all:
        with reading() as session:
            whole = payload.whole(session, event, told.code, told.files)
        load.session.ask(portal.SUBMIT, whole, f"{key}/ho-so", updating=told.known)
        told.known = True
    load.session.ask(portal.PROGRESS, payload.progress(event, told.code, load.began), f"{key}/tien-do", updating=True)


def _settle(session: Session, dossier_id: int, told: Any, now: datetime, chance: pace.Random) -> Again | Any:
    if told is None:
        return None
    if isinstance(told, Later):
        return Again(now + told.wait)
    mine = portal_event.c.id.in_(told.sent)
    session.execute(portal_event.update().where(mine).values(status=SENT, sent_at=now, last_error=None))
    kept: dict[str, Any] = {"portal_code": told.code, "leased_until": None, "last_error": None}
    if told.files:
        kept["files"] = told.files
    again: Again | None = None
    if told.refused:
        kept |= {"status": STUCK, "last_error": _odd(session, told.refused, REFUSED)}
    elif told.failed:
        kept |= {"status": BEHIND, "last_error": _odd(session, told.failed, WAITING)}
        again = Again(now + pace.wait_after(_attempts(session, told.failed[0]), chance))
    elif _left(session, dossier_id):
        kept["status"], again = BEHIND, Again(now)
    else:
        kept["status"] = SYNCED
    session.execute(dossier_sync.update().where(dossier_sync.c.dossier_id == dossier_id).values(**kept))
    return again or {"told": len(told.sent)}


def _known(session: Session, sync: Row[Any]) -> bool:
    told = select(portal_event.c.id).where(portal_event.c.dossier_id == sync.dossier_id, portal_event.c.status == SENT)
    return sync.origin == "portal" or session.execute(told.limit(1)).first() is not None


def _left(session: Session, dossier_id: int) -> list[Row[Any]]:
    """What may be told now, oldest first; nothing after an event the portal refused."""
    mine = portal_event.c.dossier_id == dossier_id, portal_event.c.status.in_((WAITING, REFUSED))
    rows = session.execute(select(portal_event).where(*mine).order_by(portal_event.c.seq).limit(_AT_ONCE)).all()
    stop = next((place for place, row in enumerate(rows) if row.status == REFUSED), len(rows))
    return list(rows[:stop])


def _odd(session: Session, what: tuple[int, str], status: str) -> str:
    event_id, said = what
    mine = portal_event.update().where(portal_event.c.id == event_id)
    session.execute(mine.values(status=status, last_error=said[:_ERROR], attempts=portal_event.c.attempts + 1))
    return said[:_ERROR]


def _attempts(session: Session, event_id: int) -> int:
    return int(session.execute(select(portal_event.c.attempts).where(portal_event.c.id == event_id)).scalar_one())
