"""Writing an immutable version: what every way of publishing ends in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Definition
from engine.platform import audit
from engine.platform.errors import Conflict, Invalid
from engine.platform.search import normal, search_key
from engine.platform.upsert import upsert
from engine.procedures import store
from engine.procedures.models import procedure, procedure_version
from engine.procedures.sources import Sources
from engine.publication.summary import summary
from engine.text import Text

MAX_KEY = 80
MAX_NAME = 500
MAX_SEARCH = 1000


def publish(
    session: Session,
    sources: Sources,
    definition: Definition,
    *,
    drafted_by: str,
    approved_by: str,
    decision_number: str | None,
    effective_from: datetime,
    now: datetime,
    account: str | None = None,
    basis: str | None = None,
) -> int:
    """Write a version and return its id. Callers have inspected the sources; open dossiers keep the version they have.

    ``account`` is the log-in the audit trail names, by default whoever approved. Raises ``Conflict`` when this very
    content was published before.
    """
    refuse_published(session, key_of(definition), sources.hash)
    procedure_id = _procedure(session, definition, now, named=effective_from <= now)
    newest = select(func.max(procedure_version.c.number)).where(procedure_version.c.procedure_id == procedure_id)
    number = (session.execute(newest).scalar() or 0) + 1
    version_id: int = session.execute(
        procedure_version.insert()
        .values(
            procedure_id=procedure_id,
            number=number,
            hash=sources.hash,
            status="effective",
            decision_number=decision_number,
            basis=basis,
            effective_from=effective_from,
            published_at=now,
            drafted_by=drafted_by,
            approved_by=approved_by,
            summary=summary(definition),
        )
        .returning(procedure_version.c.id)
    ).scalar_one()
    store.keep_for_version(session, version_id, sources)
    audit.record(
        session,
        subject_kind="version",
        subject_id=version_id,
        act="published",
        actor=account or approved_by,
        at=now,
        detail={"key": definition.key, "number": number, "hash": sources.hash, "decision": decision_number},
    )
    return version_id


def key_of(definition: Definition) -> str:
    """The key under which a procedure is kept. Raises ``Invalid`` when the diagram declares none that can be."""
    if definition.key and len(definition.key) <= MAX_KEY:
        return definition.key
    if definition.key:
        what = Text(
            f"Khóa thủ tục dài quá {MAX_KEY} ký tự.", f"The procedure's key is longer than {MAX_KEY} characters."
        )
    else:
        what = Text("Sơ đồ chưa khai báo thủ tục (tthc:procedure key).", "The diagram declares no procedure key.")
    raise Invalid(
        what,
        fix=Text(
            "Thêm phần khai báo thủ tục với khóa ngắn, không dấu vào tiến trình.",
            "Add tthc:procedure with a short plain key to the process.",
        ),
        where=definition.process_id,
    )


def name_of(definition: Definition) -> str:
    """The name as lists keep it."""
    return normal(definition.name)[:MAX_NAME]


def refuse_published(session: Session, key: str, content: str) -> None:
    """Raise ``Conflict`` when files with this hash are a version of the procedure already."""
    same = (procedure.c.key == key) & (procedure_version.c.hash == content)
    joined = procedure_version.join(procedure, procedure.c.id == procedure_version.c.procedure_id)
    number = session.execute(select(procedure_version.c.number).select_from(joined).where(same)).scalar()
    if number is not None:
        raise Conflict(
            Text(
                f"Nội dung này trùng với phiên bản {number} đã công bố.",
                f"This very content was published before as version {number}.",
            ),
            fix=Text("Không cần công bố lại.", "There is nothing to publish."),
        )


def _procedure(session: Session, definition: Definition, now: datetime, *, named: bool) -> int:
    """The procedure's row, locked by the write: two versions at once take turns for the next number.

    A version that is still to come (``named`` False) does not give the procedure its name yet.
    """
    key, name = key_of(definition), name_of(definition)
    search = search_key(" ".join([name, *(covered.code for covered in definition.covers)]))[:MAX_SEARCH]
    row = {"key": key, "created_at": now, "name": name, "search": search}
    change = {"name": name, "search": search} if named else {"key": key}
    found: int = upsert(session, procedure, row, key=("key",), change=change, returning=("id",)).scalar_one()
    return found
