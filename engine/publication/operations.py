"""The acts of publication: submit files as a draft, publish them as an immutable version, or turn them down.

Whoever submitted a draft does not publish it alone (four eyes).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Definition
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act, DraftFacts
from engine.platform import audit
from engine.platform.errors import Conflict, Invalid, Missing
from engine.platform.search import search_key
from engine.procedures import store
from engine.procedures.models import draft, procedure, procedure_version
from engine.procedures.sources import Sources
from engine.publication.inspection import Inspection, inspect
from engine.publication.summary import summary
from engine.text import Text


def submit_draft(session: Session, actor: Actor, sources: Sources, now: datetime) -> int:
    """Store uploaded files as a draft with what the checks found; returns the draft's id."""
    policy.require(actor, Act.EDIT_DRAFT)
    inspection = inspect(sources)
    definition = inspection.definition
    inserted = session.execute(
        draft.insert().values(
            key=_key(definition),
            name=definition.name,
            hash=sources.hash,
            status="ready" if inspection.publishable else "findings",
            submitted_at=now,
            submitted_by_account=actor.account_id,
            submitted_by=actor.name,
            findings=[found.as_data() for found in inspection.findings],
        )
    )
    draft_id = int(inserted.inserted_primary_key[0])
    store.keep_for_draft(session, draft_id, sources)
    _audit(session, draft_id, "draft_submitted", actor.username, {"key": definition.key, "hash": sources.hash}, now)
    return draft_id


def publish_draft(
    session: Session, actor: Actor, draft_id: int, decision_number: str, effective_from: datetime, now: datetime
) -> int:
    """Publish a draft as the next version of its procedure; returns the version's id.

    Raises ``Invalid`` when findings stand in the way or the decision number is missing, ``Conflict`` when the draft
    was decided already or its very content is published.
    """
    row = find_draft(session, draft_id)
    policy.require(actor, Act.PUBLISH, DraftFacts(frozenset({row.submitted_by_account})))
    if row.status in ("published", "rejected"):
        raise Conflict(Text("Bản này đã được quyết định.", "This draft has been decided already."))
    if not decision_number.strip():
        raise Invalid(
            Text("Chưa có số quyết định phê duyệt.", "The number of the approving decision is missing."),
            fix=Text("Nhập số quyết định phê duyệt quy trình nội bộ.", "Enter the decision's number."),
            where="decision_number",
        )
    sources = store.of_draft(session, draft_id)
    inspection = inspect(sources)
    _refuse_findings(inspection)
    version_id = publish(
        session,
        sources,
        inspection.definition,
        drafted_by=row.submitted_by,
        approved_by=actor.name,
        decision_number=decision_number.strip()[:120],
        effective_from=effective_from,
        now=now,
    )
    session.execute(
        draft.update().where(draft.c.id == draft_id).values(status="published", decided_at=now, decided_by=actor.name)
    )
    _audit(session, draft_id, "draft_published", actor.username, {"version": version_id}, now)
    return version_id


def reject_draft(session: Session, actor: Actor, draft_id: int, reason: str, now: datetime) -> None:
    """Turn a draft down, with the reason its author will read."""
    row = find_draft(session, draft_id)
    policy.require(actor, Act.PUBLISH, DraftFacts(frozenset({row.submitted_by_account})))
    if row.status in ("published", "rejected"):
        raise Conflict(Text("Bản này đã được quyết định.", "This draft has been decided already."))
    session.execute(
        draft.update().where(draft.c.id == draft_id).values(status="rejected", decided_at=now, decided_by=actor.name)
    )
    _audit(session, draft_id, "draft_rejected", actor.username, {"reason": reason.strip()[:2000]}, now)


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
) -> int:
    """Write an immutable version. Callers have inspected the sources; open dossiers keep the version they have."""
    procedure_id = _procedure(session, definition, now)
    hash_ = sources.hash
    same = (procedure_version.c.procedure_id == procedure_id) & (procedure_version.c.hash == hash_)
    if session.execute(select(procedure_version.c.id).where(same)).first() is not None:
        raise Conflict(
            Text("Nội dung này đã được công bố trước đây.", "This very content has been published before."),
            fix=Text("Không cần công bố lại.", "There is nothing to publish."),
        )
    newest = select(func.max(procedure_version.c.number)).where(procedure_version.c.procedure_id == procedure_id)
    number = (session.execute(newest).scalar() or 0) + 1
    inserted = session.execute(
        procedure_version.insert().values(
            procedure_id=procedure_id,
            number=number,
            hash=hash_,
            status="effective",
            decision_number=decision_number,
            effective_from=effective_from,
            published_at=now,
            drafted_by=drafted_by,
            approved_by=approved_by,
            summary=summary(definition),
        )
    )
    version_id = int(inserted.inserted_primary_key[0])
    store.keep_for_version(session, version_id, sources)
    audit.record(
        session,
        subject_kind="version",
        subject_id=version_id,
        act="published",
        actor=approved_by,
        at=now,
        detail={"key": definition.key, "number": number, "hash": hash_, "decision": decision_number},
    )
    return version_id


def find_draft(session: Session, draft_id: int) -> Row[Any]:
    """The row of a draft. Raises ``Missing``."""
    row = session.execute(select(draft).where(draft.c.id == draft_id)).first()
    if row is None:
        raise Missing(Text("Không tìm thấy bản trình này.", "No such draft."))
    return row


def _procedure(session: Session, definition: Definition, now: datetime) -> int:
    key = _key(definition)
    search = search_key(" ".join([definition.name, *(covered.code for covered in definition.covers)]))
    found = session.execute(select(procedure.c.id).where(procedure.c.key == key)).scalar()
    if found is not None:
        named = procedure.update().where(procedure.c.id == found).values(name=definition.name, search=search)
        session.execute(named)
        return int(found)
    values = {"key": key, "name": definition.name, "search": search, "created_at": now}
    return int(session.execute(procedure.insert().values(**values)).inserted_primary_key[0])


def _key(definition: Definition) -> str:
    if definition.key:
        return definition.key
    raise Invalid(
        Text("Sơ đồ chưa khai báo thủ tục (tthc:procedure key).", "The diagram declares no procedure key."),
        fix=Text("Thêm phần khai báo thủ tục vào tiến trình.", "Add tthc:procedure with a key to the process."),
        where=definition.process_id,
    )


def _refuse_findings(inspection: Inspection) -> None:
    errors = [found for found in inspection.findings if found.severity == "error"]
    if errors:
        raise Invalid(
            Text(f"Còn {len(errors)} lỗi phải sửa trước khi công bố.", f"{len(errors)} findings block publication."),
            fix=Text("Sửa các lỗi được nêu rồi tải lên lại.", "Correct them and upload again."),
        )


def _audit(session: Session, draft_id: int, act: str, actor: str, detail: dict[str, Any], now: datetime) -> None:
    audit.record(
        session, subject_kind="draft", subject_id=draft_id, act=act, actor=actor, at=now, detail=detail
    )
