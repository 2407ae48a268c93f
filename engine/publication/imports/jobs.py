"""Reading a sheet as a job: the child works outside any transaction, its progress is told, its answer is kept once."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextvars import copy_context
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.platform.db import reading, transaction
from engine.platform.jobs import Handler, Handlers, Job, enqueue
from engine.platform.time import Now
from engine.procedures import store
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.progress import Progress, Tell
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.imports import found, matching
from engine.publication.imports.matching import Declared
from engine.publication.imports.models import sheet_found, sheet_import
from engine.publication.imports.reading import compared, procedures_in
from engine.publication.imports.sending import FAILED, READ, READ_SHEET, READING
from engine.text import Text

COMPARE_SHEET: Final = "compare_sheet"
_STEP: Final = 5
"""Progress is written down every so many hundredths."""
_STAGES: Final = {"read": (0, 50), "understand": (50, 25), "draft": (75, 20)}
"""Where the stages of reading begin and how much of the whole each is, in hundredths."""
_COMPARING: Final = Text("Đang so sánh với bản đã khai", "Comparing with what is declared")
_BROKEN: Final = Text(
    "Đọc tệp bị gián đoạn nhiều lần nên đã dừng lại.", "Reading the file was interrupted several times and stopped."
)


def handlers(now: Now) -> Handlers:
    """The jobs of imports. ``now`` says which versions are in force while sheets are compared."""
    lease = timedelta(minutes=10)
    return {
        READ_SHEET: Handler(
            settle=_keep, call=lambda job: _read(job, now()), gave_up=_gave_up, attempts=2, lease=lease
        ),
        COMPARE_SHEET: Handler(settle=_keep_comparison, call=lambda job: _compare(job, now()), attempts=2, lease=lease),
    }


def compare_again(session: Session, found_id: int, state: str, now: datetime) -> None:
    """Have a procedure found compared with the declaration as it stands (``state`` is its hash)."""
    enqueue(session, COMPARE_SHEET, f"{COMPARE_SHEET}:{found_id}:{state}", now=now, payload={"found": found_id})


def _read(job: Job, now: datetime) -> dict[str, Any]:
    import_id = int(job.payload["import"])
    with reading() as session:
        data = store.kept(session, _import(session, import_id).hash)
    tell = _teller(import_id)
    try:
        told = procedures_in(data, tell)
        with reading() as session:
            known = matching.declared(session, now)
            same = {at: matching.match(known, one["key"], one["name"], one["codes"]) for at, one in enumerate(told)}
            against = {at: (one, matching.sources_of(session, one)) for at, one in same.items() if one is not None}
        if against:
            _write(import_id, {"share": 95, "what": _COMPARING._asdict()})
        answers = compared(data, {at: files for at, (_, files) in against.items()}) if against else {}
    except UnreadableSheet as refusal:
        return {"refused": refusal.text}
    return {"told": told, "against": against, "answers": answers}


def _keep(session: Session, job: Job, answer: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    import_id = int(job.payload["import"])
    if "refused" in answer:
        _finish(session, import_id, FAILED, now, error=answer["refused"]._asdict())
        return {}
    for position, told in enumerate(answer["told"]):
        declared, sources = answer["against"].get(position, (None, None))
        found_id = found.keep(session, import_id, position, told, declared)
        if sources is not None and position in answer["answers"]:
            _propose(session, found_id, declared, sources, answer["answers"][position])
    _finish(session, import_id, READ, now)
    return {"procedures": len(answer["told"])}


def _compare(job: Job, now: datetime) -> dict[str, Any] | None:
    with reading() as session:
        row = session.execute(select(sheet_found).where(sheet_found.c.id == job.payload["found"])).one()
        data = store.kept(session, _import(session, row.import_id).hash)
        declared = matching.now_of(session, row.against["key"] if row.against else row.key, now)
        sources = matching.sources_of(session, declared) if declared is not None else None
    if declared is None or sources is None:
        return None
    answers = compared(data, {row.position: sources})
    return {"declared": declared, "sources": sources, "answer": answers[row.position]}


def _keep_comparison(session: Session, job: Job, answer: Mapping[str, Any] | None, _: datetime) -> None:
    if answer is None:
        return
    found_id, declared = int(job.payload["found"]), answer["declared"]
    values = {"against": declared.as_data()}
    session.execute(sheet_found.update().where(sheet_found.c.id == found_id).values(**values))
    _propose(session, found_id, declared, answer["sources"], answer["answer"])


def _propose(session: Session, found_id: int, declared: Declared, sources: Sources, answer: Mapping[str, Any]) -> None:
    after = {**sources.files, DIAGRAM: base64.b64decode(answer["bpmn"])}
    proposal = {
        "before": found.keep_files(session, sources.files),
        "files": found.keep_files(session, after),
        "hash": declared.hash,
        "refused": answer["refused"],
        "edits": answer["edits"],
    }
    session.execute(sheet_found.update().where(sheet_found.c.id == found_id).values(proposal=proposal))


def _gave_up(session: Session, job: Job, _: str, now: datetime) -> None:
    _finish(session, int(job.payload["import"]), FAILED, now, error=_BROKEN._asdict())


def _finish(session: Session, import_id: int, status: str, now: datetime, error: dict[str, str] | None = None) -> None:
    values = {"status": status, "error": error, "read_at": now, "progress": None}
    session.execute(sheet_import.update().where(sheet_import.c.id == import_id).values(**values))


def _import(session: Session, import_id: int) -> Row[Any]:
    return session.execute(select(sheet_import).where(sheet_import.c.id == import_id)).one()


def _teller(import_id: int) -> Tell:
    """Writes the progress beside the file; called from the thread that listens to the child."""
    context, last = copy_context(), [-_STEP]

    def tell(progress: Progress) -> None:
        start, size = _STAGES.get(progress.stage, (0, 0))
        share = start + size * progress.done // max(progress.all, 1)
        if share >= last[0] + _STEP:
            last[0] = share
            context.run(_write, import_id, {"share": share, "what": progress.what._asdict()})

    return tell


def _write(import_id: int, progress: dict[str, Any]) -> None:
    values = {"status": READING, "progress": progress}
    unfinished = (sheet_import.c.id == import_id) & sheet_import.c.status.not_in((READ, FAILED))
    with transaction() as session:
        session.execute(sheet_import.update().where(unfinished).values(**values))
