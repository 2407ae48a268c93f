"""Taking a procedure of a sheet over: as a new working copy, or as changes of the one that is declared already."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.bpmn import edit
from engine.bpmn.edit.edits import ChangeSheet
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Conflict, Invalid
from engine.procedures import store
from engine.procedures.models import procedure_version
from engine.procedures.sources import DIAGRAM
from engine.publication.cloning import PARTS, clone
from engine.publication.imports import found, jobs, matching, points
from engine.publication.imports.confidence import confidence
from engine.publication.imports.matching import COPY, VERSION, Declared
from engine.publication.imports.models import sheet_found, sheet_import
from engine.publication.inspection import read_diagram
from engine.publication.releases import MAX_KEY
from engine.publication.working import operations
from engine.text import Text

MAX_NAME = 500


def take(session: Session, actor: Actor, import_id: int, found_id: int, now: datetime) -> int:
    """Make a working copy of a procedure found, or apply the sheet's changes to the one that exists; its id.

    Raises ``Conflict`` when it is taken already, or when what it was compared with has changed: it is then compared
    again.
    """
    policy.require(actor, Act.EDIT_DRAFT)
    row = found.row_of(session, actor, import_id, found_id, lock=True)
    if row.copy_id is not None:
        raise Conflict(
            Text("Thủ tục này đã được nhận.", "This procedure is taken already."),
            Text("Mở bản soạn của nó.", "Open its working copy."),
        )
    known = _known(session, row, now)
    file = session.execute(select(sheet_import.c.name).where(sheet_import.c.id == import_id)).scalar_one()
    copy_id = _apply(session, actor, row, known, file, now) if known else _begin(session, actor, row, file, now)
    values = {"copy_id": copy_id, "taken_at": now, "taken_by": actor.name}
    session.execute(sheet_found.update().where(sheet_found.c.id == found_id).values(**values))
    points.take_over(session, actor, found_id, copy_id, now)
    detail = {"found": found_id, "copy": copy_id, "key": row.key, "changes": known is not None}
    audit.record(
        session,
        subject_kind="sheet_import",
        subject_id=import_id,
        act="sheet_taken",
        actor=actor.username,
        at=now,
        detail=detail,
    )
    return copy_id


def stale(session: Session, row: Row[Any], now: datetime) -> bool:
    """Whether what a procedure was compared with has changed since."""
    if row.copy_id is not None or row.against is None:
        return False
    known = matching.now_of(session, row.against["key"], now)
    return known is not None and not _is_current(row, known)


def compare(session: Session, actor: Actor, import_id: int, found_id: int, now: datetime) -> None:
    """Have a procedure compared with what is declared of it at this moment; a job does it."""
    policy.require(actor, Act.EDIT_DRAFT)
    row = found.row_of(session, actor, import_id, found_id, lock=True)
    known = _known(session, row, now)
    if row.copy_id is None and known is not None:
        values = {"against": known.as_data()}
        session.execute(sheet_found.update().where(sheet_found.c.id == found_id).values(**values))
        jobs.compare_again(session, found_id, known.hash, now)


def _known(session: Session, row: Row[Any], now: datetime) -> Declared | None:
    """What is declared of this procedure at this moment, whatever was known when the file was read."""
    if row.against is not None:
        return matching.now_of(session, row.against["key"], now)
    same = matching.match(matching.declared(session, now), row.key, row.name, row.summary["codes"])
    return same or matching.now_of(session, row.key, now)


def _is_current(row: Row[Any], known: Declared) -> bool:
    return row.proposal is not None and row.proposal["hash"] == known.hash


def _begin(session: Session, actor: Actor, row: Row[Any], file: str, now: datetime) -> int:
    if not row.name:
        raise Invalid(
            Text("Chưa biết tên thủ tục này.", "The name of this procedure is not known."),
            Text("Ghi tên trước khi nhận.", "Enter its name first."),
            "ten",
        )
    what = Text(f"Nhập từ {file}", f"Imported from {file}")
    sources = found.files_of(session, row.files)
    return operations.begin(session, actor, sources, origin=operations.SHEET, now=now, what=what)


def _apply(session: Session, actor: Actor, row: Row[Any], known: Declared, file: str, now: datetime) -> int:
    if not _is_current(row, known):
        raise Conflict(
            Text(
                f"“{known.name}” đã được khai và đã đổi sau lần so sánh trước.",
                f"“{known.name}” is declared already and has changed since it was compared.",
            ),
            Text("Mở thủ tục này để so sánh lại, rồi áp dụng.", "Open it to have it compared again, then apply."),
        )
    if known.kind == VERSION and row.proposal["files"] == row.proposal["before"]:
        raise Invalid(
            Text("Bảng này giống bản đã công bố; không có gì để áp dụng.", "The sheet says what is published already."),
        )
    copy_id, seen = (known.id, known.number) if known.kind == COPY else (_from_version(session, actor, known, now), 1)
    what = Text(f"Áp dụng thay đổi của {file}", f"Changes of {file} applied")
    operations.save(session, actor, copy_id, seen, found.files_of(session, row.proposal["files"]), what, now)
    return copy_id


def _from_version(session: Session, actor: Actor, known: Declared, now: datetime) -> int:
    number = session.execute(select(procedure_version.c.number).where(procedure_version.c.id == known.id)).scalar_one()
    what = Text(f"Bắt đầu từ phiên bản {number}", f"Started from version {number}")
    sources = store.of_version(session, known.id)
    return operations.begin(session, actor, sources, origin=operations.VERSION, now=now, based_on=known.id, what=what)


def rename(session: Session, actor: Actor, import_id: int, found_id: int, name: str, now: datetime) -> None:
    """Give a procedure its name where the sheet had none, or another one; its key follows, codes stay."""
    policy.require(actor, Act.EDIT_DRAFT)
    row = found.row_of(session, actor, import_id, found_id, lock=True)
    title = " ".join(name.split())
    if row.copy_id is not None or not 0 < len(title) <= MAX_NAME:
        raise Invalid(
            Text("Tên còn trống, quá dài, hoặc thủ tục đã được nhận.", "No name, too long, or taken already."),
            Text("Ghi tên như trên quyết định công bố.", "Enter the name as in the official decision."),
            "ten",
        )
    sources = found.files_of(session, row.files)
    covers = read_diagram(sources.bpmn).covers
    made = clone(sources, title, PARTS)
    bpmn = edit.apply(made.bpmn, ChangeSheet({"covers": covers}))
    key = (read_diagram(bpmn).key or "")[:MAX_KEY]
    known = matching.match(matching.declared(session, now), key, title, row.summary["codes"])
    summary = {**row.summary, "confidence": confidence(read_diagram(bpmn), title, row.summary["points"])}
    values = {
        "name": title,
        "key": key,
        "summary": summary,
        "files": found.keep_files(session, {**made.files, DIAGRAM: bpmn}),
        "against": known.as_data() if known is not None else None,
        "proposal": None,
    }
    session.execute(sheet_found.update().where(sheet_found.c.id == found_id).values(**values))
    audit.record(
        session,
        subject_kind="sheet_found",
        subject_id=found_id,
        act="sheet_procedure_named",
        actor=actor.username,
        at=now,
        detail={"name": title, "key": key},
    )
