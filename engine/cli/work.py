"""All the work an installation has for its machines: which kinds share runners, what repeats itself, which queues."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors.books import jobs as books
from engine.connectors.models import partner
from engine.documents.store import FileStore
from engine.dossiers import calling, outward
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.papers import pdf_jobs
from engine.dossiers.queueing import queue_of
from engine.dossiers.reminders import handlers as reminding
from engine.platform import upkeep
from engine.platform.db import reading
from engine.platform.jobs import Work, queue
from engine.platform.jobs.models import MAIN
from engine.platform.settings import Settings
from engine.platform.time import Now
from engine.publication.imports import jobs as sheets


def of_installation(settings: Settings, now: Now) -> list[Work]:
    """The kinds of jobs, those first that others wait for; what is slow has runners of its own."""
    secret, folders = settings.secret_key, settings.partner_folders
    outside = {
        **outward.of_installation(secret, now, settings.files, folders),
        **books.of_installation(secret, now, folders),
    }
    return [
        Work({**HANDLERS, **upkeep.HANDLERS}, 2),
        Work(calling.of_installation(secret, now, folders, FileStore(settings.files)), calling.RUNNERS),
        Work(outside),
        Work(pdf_jobs.of_installation(settings)),
        Work(sheets.handlers(now)),
        Work(reminding.of_installation(settings.base_url, os.environ)),
    ]


def schedule(session: Session, now: Now) -> None:
    """Ask for what repeats itself; call it at every start."""
    upkeep.schedule(session, now())
    reminding.schedule(session, now())
    outward.schedule(session, now())
    books.schedule(session, now())


def queues(work: list[Work]) -> Callable[[], Mapping[str, int]]:
    """How many jobs of each queue may run at once: as many as there are runners, at a partner as many as it bears."""
    known = {MAIN: 1}
    for one in work:
        known |= {queue.family(kind): one.runners for kind in one.handlers}

    def asked() -> Mapping[str, int]:
        with reading() as session:
            partners = {queue_of(row.code): row.at_once for row in session.execute(select(partner))}
        return {**known, **partners}

    return asked
