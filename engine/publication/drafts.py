"""The acts on a draft: submit files, publish them as the next version, turn them down, take them back.

Whoever submitted a draft does not publish it alone (four eyes). A draft's files never change: other files are another
draft. Inspection happens before, outside of the transaction; its hash proves that it speaks of the same files.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor, Role
from engine.organisation.policy import Act, DraftFacts
from engine.platform import audit
from engine.platform.errors import Conflict, Invalid, Missing, Refused
from engine.procedures import store
from engine.procedures.models import draft
from engine.procedures.sources import Sources
from engine.publication.findings import ERROR
from engine.publication.inspection import Inspection
from engine.publication.releases import key_of, name_of, publish, refuse_published
from engine.text import Text

READY, FINDINGS = "ready", "findings"
PUBLISHED, REJECTED, WITHDRAWN = "published", "rejected", "withdrawn"
OPEN: Final = (READY, FINDINGS)
MAX_DECISION = 120
MAX_REASON = 2000
MAX_BASIS = 500


def submit(session: Session, actor: Actor, sources: Sources, inspection: Inspection, now: datetime) -> int:
    """Store uploaded files as a draft with what the checks found; returns the draft's id.

    The same files sent twice by the same person are one draft. Raises ``Conflict`` when they are published already.
    """
    policy.require(actor, Act.EDIT_DRAFT)
    _same_files(inspection, sources.hash)
    definition = inspection.definition
    key = key_of(definition)
    refuse_published(session, key, sources.hash)
    twice = (draft.c.hash == sources.hash) & (draft.c.submitted_by_account == actor.account_id)
    known = session.execute(select(draft.c.id).where(twice, draft.c.status.in_(OPEN)).with_for_update()).scalar()
    if known is not None:
        return int(known)
    draft_id: int = session.execute(
        draft.insert()
        .values(
            key=key,
            name=name_of(definition),
            hash=sources.hash,
            status=READY if inspection.publishable else FINDINGS,
            submitted_at=now,
            submitted_by_account=actor.account_id,
            submitted_by=actor.name,
            findings=[found.as_data() for found in inspection.findings],
        )
        .returning(draft.c.id)
    ).scalar_one()
    store.keep_for_draft(session, draft_id, sources)
    _audit(session, draft_id, "draft_submitted", actor, {"key": key, "hash": sources.hash}, now)
    return draft_id


def publish_draft(
    session: Session,
    actor: Actor,
    draft_id: int,
    inspection: Inspection,
    decision_number: str,
    effective_from: datetime,
    now: datetime,
    basis: str = "",
) -> int:
    """Publish a draft as the next version of its procedure; returns the version's id.

    ``inspection`` is a fresh one: rules and organisation may have changed since the draft came. Raises ``Invalid``
    when findings stand in the way or the decision number is missing, ``Conflict`` when the draft was decided already
    or its very content is published.
    """
    row = find(session, draft_id)
    require_decidable(actor, row)
    _same_files(inspection, row.hash)
    number = decision_named(decision_number)
    _refuse_findings(inspection)
    version_id = publish(
        session,
        store.of_draft(session, draft_id),
        inspection.definition,
        drafted_by=row.submitted_by,
        approved_by=actor.name,
        decision_number=number,
        effective_from=effective_from,
        now=now,
        account=actor.username,
        basis=basis.strip()[:MAX_BASIS] or None,
    )
    _decide(session, actor, draft_id, PUBLISHED, {"version": version_id}, now)
    return version_id


def reject(session: Session, actor: Actor, draft_id: int, reason: str, now: datetime) -> None:
    """Turn a draft down, with the reason its author will read."""
    require_decidable(actor, find(session, draft_id))
    if not reason.strip():
        raise Invalid(
            Text("Chưa nêu lý do không duyệt.", "The reason is missing."),
            fix=Text("Ghi rõ cần sửa gì; người soạn sẽ đọc.", "Say what to change; the author will read it."),
            where="ly_do",
        )
    _decide(session, actor, draft_id, REJECTED, {"reason": reason.strip()[:MAX_REASON]}, now)


def withdraw(session: Session, actor: Actor, draft_id: int, now: datetime) -> None:
    """Take one's own draft back before it is decided."""
    policy.require(actor, Act.EDIT_DRAFT)
    row = find(session, draft_id)
    if row.submitted_by_account != actor.account_id:
        raise Refused(Text("Chỉ người soạn mới rút lại được bản này.", "Only its author can take this draft back."))
    _refuse_decided(row)
    _decide(session, actor, draft_id, WITHDRAWN, {}, now)


def find(session: Session, draft_id: int) -> Row[Any]:
    """The row of a draft, locked for whoever decides on it. Raises ``Missing``."""
    row = session.execute(select(draft).where(draft.c.id == draft_id).with_for_update()).first()
    if row is None:
        raise no_such_draft()
    return row


def no_such_draft() -> Missing:
    """The one answer for a draft that does not exist and for one that is none of the reader's business."""
    return Missing(
        Text("Không tìm thấy bản trình này.", "There is no such draft."),
        Text("Kiểm tra lại đường dẫn.", "Check the address."),
    )


def require_decidable(actor: Actor, row: Row[Any]) -> None:
    """Raise unless the actor may decide on this draft, and it still can be decided."""
    if not policy.may(actor, Act.SEE_DRAFT):
        raise no_such_draft()
    facts = DraftFacts(frozenset({row.submitted_by_account}))
    if actor.has(Role.APPROVER) and not policy.may(actor, Act.PUBLISH, facts):
        raise Refused(
            Text("Người soạn không được tự duyệt bản của mình.", "Whoever submitted a draft does not approve it."),
            Text("Nhờ một người có vai trò phê duyệt khác xem và quyết định.", "Ask another approver to decide."),
        )
    policy.require(actor, Act.PUBLISH, facts)
    _refuse_decided(row)


def _refuse_decided(row: Row[Any]) -> None:
    if row.status not in OPEN:
        raise Conflict(
            Text("Bản này đã được quyết định.", "This draft has been decided already."),
            Text("Tải lại trang để xem quyết định.", "Reload the page to see the decision."),
        )


def _same_files(inspection: Inspection, content: str) -> None:
    if inspection.hash != content:
        raise ValueError("the inspection speaks of other files")


def decision_named(number: str) -> str:
    """The number of the approving decision as it is kept. Raises ``Invalid`` at its field."""
    if 0 < len(number.strip()) <= MAX_DECISION:
        return number.strip()
    raise Invalid(
        Text("Chưa có số quyết định phê duyệt, hoặc số quá dài.", "The decision's number is missing or too long."),
        fix=Text("Nhập số quyết định phê duyệt quy trình nội bộ.", "Enter the number of the approving decision."),
        where="so_quyet_dinh",
    )


def _refuse_findings(inspection: Inspection) -> None:
    errors = [found for found in inspection.findings if found.severity == ERROR]
    if errors:
        raise Invalid(
            Text(f"Còn {len(errors)} lỗi phải sửa trước khi công bố.", f"{len(errors)} findings block publication."),
            fix=Text("Sửa các lỗi được nêu rồi tải lên lại.", "Correct them and upload again."),
        )


def _decide(session: Session, actor: Actor, draft_id: int, status: str, detail: dict[str, Any], now: datetime) -> None:
    decided = {"status": status, "decided_at": now, "decided_by": actor.name}
    session.execute(draft.update().where(draft.c.id == draft_id).values(**decided))
    _audit(session, draft_id, f"draft_{status}", actor, detail, now)


def _audit(session: Session, draft_id: int, act: str, actor: Actor, detail: dict[str, Any], now: datetime) -> None:
    audit.record(
        session, subject_kind="draft", subject_id=draft_id, act=act, actor=actor.username, at=now, detail=detail
    )
