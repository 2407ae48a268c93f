"""Making PDFs later: a job per paper and content, so that LibreOffice never keeps anybody waiting at a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.documents.printing.models import issued_paper
from engine.documents.printing.pdf import Converter
from engine.documents.store import FileStore
from engine.dossiers.papers import showing
from engine.dossiers.papers.showing import Shown
from engine.platform import jobs
from engine.platform.db import reading
from engine.platform.jobs import Handler, Handlers, Job, NoRetry
from engine.platform.jobs.models import DEAD, job
from engine.platform.settings import Settings

KIND = "papers.pdf"
_TRIES = 4


@dataclass(frozen=True)
class Progress:
    """How far a PDF is: ``ready``, ``coming``, ``failed`` or ``none``, and what went wrong last."""

    state: str
    error: str = ""


def ask(session: Session, paper: Shown, now: datetime) -> None:
    """Ask for the PDF of a paper as it is now; asking again revives a job that was given up."""
    key = _key(paper)
    payload = {"paper": paper.row.id, "line": paper.fields.get("ban_in_lai", "")}
    if jobs.enqueue(session, KIND, key, now=now, dossier_id=paper.row.dossier_id, payload=payload):
        return
    dead = session.execute(select(job.c.id).where(job.c.key == key, job.c.status == DEAD)).scalar()
    if dead is not None:
        jobs.retry(session, dead, now)


def progress(session: Session, paper: Shown) -> Progress:
    """Whether the PDF of a paper is there."""
    if paper.row.pdf_hash and paper.row.pdf_of == paper.hash:
        return Progress("ready")
    row = session.execute(select(job.c.status, job.c.last_error).where(job.c.key == _key(paper))).first()
    if row is None:
        return Progress("none")
    return Progress("failed" if row.status == DEAD else "coming", row.last_error or "")


def handlers(files: FileStore, base_url: str, converter: Converter) -> Handlers:
    """The job that makes PDFs on this machine."""

    def call(asked: Job) -> Any:
        with reading() as session:
            row = session.execute(select(issued_paper).where(issued_paper.c.id == asked.payload["paper"])).first()
            if row is None:
                raise NoRetry("the paper is gone")
            paper = showing.shown(session, row, asked.due_at, asked.payload["line"])
            word = showing.word(session, paper, showing.look_up_address(base_url, paper.code, paper.key))
        return {"file": files.put(converter.pdf_of(word)), "of": paper.hash}

    def settle(session: Session, asked: Job, made: Any, _: datetime) -> Any:
        showing.keep_pdf(session, asked.payload["paper"], made["file"], made["of"])
        return made

    return {KIND: Handler(settle=settle, call=call, attempts=_TRIES, first_wait=timedelta(seconds=10))}


def of_installation(settings: Settings) -> Handlers:
    """The same, as an installation is set up: where its files lie, its address, its LibreOffice."""
    return handlers(FileStore(settings.files), settings.base_url, Converter(settings.soffice, settings.pdf_seconds))


def _key(paper: Shown) -> str:
    return f"{KIND}/{paper.row.id}/{paper.hash}"
