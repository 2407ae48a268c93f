"""Orders on a published procedure: suspend its reception, resume, abolish. One person proposes, another decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor, Role
from engine.organisation.policy import Act, DraftFacts
from engine.platform import audit
from engine.platform.errors import Conflict, Invalid, Missing, Refused
from engine.procedures.models import procedure, procedure_order
from engine.procedures.standing import ABOLISH, APPROVED, RESUME, SUSPEND, orders_at
from engine.publication.drafts import MAX_DECISION, MAX_REASON
from engine.text import Text

PROPOSED, REJECTED, WITHDRAWN = "proposed", "rejected", "withdrawn"
KINDS: Final = {
    SUSPEND: Text("Tạm dừng tiếp nhận", "Suspend reception"),
    RESUME: Text("Tiếp nhận trở lại", "Resume reception"),
    ABOLISH: Text("Bãi bỏ thủ tục", "Abolish the procedure"),
}


def propose(
    session: Session, actor: Actor, key: str, kind: str, reason: str, from_at: datetime, decision: str, now: datetime
) -> int:
    """Propose an order; returns its id. Raises ``Conflict`` when it does not fit how the procedure stands."""
    policy.require(actor, Act.EDIT_DRAFT)
    if kind not in KINDS:
        raise Invalid(Text("Không có loại quyết định này.", "There is no such order."), where="loai")
    said = _reason(reason)
    row = session.execute(select(procedure.c.id).where(procedure.c.key == key).with_for_update()).first()
    if row is None:
        raise Missing(Text("Không có thủ tục này.", "There is no such procedure."))
    _refuse_second(session, row.id)
    _refuse_misfit(session, row.id, kind, now)
    order_id: int = session.execute(
        procedure_order.insert()
        .values(
            procedure_id=row.id,
            kind=kind,
            status=PROPOSED,
            from_at=from_at,
            reason=said,
            decision_number=decision.strip()[:MAX_DECISION] or None,
            proposed_at=now,
            proposed_by_account=actor.account_id,
            proposed_by=actor.name,
        )
        .returning(procedure_order.c.id)
    ).scalar_one()
    _audit(session, order_id, "order_proposed", actor, {"key": key, "kind": kind, "reason": said}, now)
    return order_id


def approve(session: Session, actor: Actor, order_id: int, decision: str, from_at: datetime, now: datetime) -> None:
    """Decide an order: from ``from_at`` on it stands. The decision's number is required."""
    row = _decidable(session, actor, order_id)
    number = (decision.strip() or row.decision_number or "")[:MAX_DECISION]
    if not number:
        raise Invalid(
            Text("Chưa có số quyết định.", "The decision's number is missing."),
            Text("Nhập số quyết định.", "Enter the number of the decision."),
            "so_quyet_dinh",
        )
    _refuse_misfit(session, row.procedure_id, row.kind, now)
    _decide(session, actor, order_id, APPROVED, {"decision_number": number, "from_at": from_at}, now)


def reject(session: Session, actor: Actor, order_id: int, answer: str, now: datetime) -> None:
    """Turn an order down, with the reason whoever proposed it will read."""
    _decidable(session, actor, order_id)
    _decide(session, actor, order_id, REJECTED, {"answer": _reason(answer)}, now)


def withdraw(session: Session, actor: Actor, order_id: int, now: datetime) -> None:
    """Take one's own proposal back before it is decided."""
    policy.require(actor, Act.EDIT_DRAFT)
    row = _find(session, order_id)
    if row.proposed_by_account != actor.account_id:
        raise Refused(Text("Chỉ người đề nghị mới rút lại được.", "Only whoever proposed it can take it back."))
    _refuse_decided(row)
    _decide(session, actor, order_id, WITHDRAWN, {}, now)


def orders_of(session: Session, actor: Actor, key: str) -> Sequence[Row[Any]]:
    """Every order on a procedure, newest first; who may not see drafts reads only what was decided."""
    joined = procedure_order.join(procedure, procedure.c.id == procedure_order.c.procedure_id)
    query = select(procedure_order).select_from(joined).where(procedure.c.key == key)
    if not policy.may(actor, Act.SEE_DRAFT):
        query = query.where(procedure_order.c.status == APPROVED)
    return session.execute(query.order_by(procedure_order.c.id.desc())).all()


def waiting(session: Session, actor: Actor) -> Sequence[Row[Any]]:
    """Orders that wait for a decision, with the procedure's ``key`` and ``name``."""
    if not policy.may(actor, Act.SEE_DRAFT):
        return ()
    joined = procedure_order.join(procedure, procedure.c.id == procedure_order.c.procedure_id)
    query = select(procedure_order, procedure.c.key, procedure.c.name).select_from(joined)
    return session.execute(query.where(procedure_order.c.status == PROPOSED).order_by(procedure_order.c.id)).all()


def may_decide(actor: Actor, order: Row[Any]) -> bool:
    """Whether this person decides this order."""
    facts = DraftFacts(frozenset({order.proposed_by_account}))
    return bool(order.status == PROPOSED and policy.may(actor, Act.PUBLISH, facts))


def _find(session: Session, order_id: int) -> Row[Any]:
    query = select(procedure_order).where(procedure_order.c.id == order_id).with_for_update()
    row = session.execute(query).first()
    if row is None:
        raise _no_order()
    return row


def _decidable(session: Session, actor: Actor, order_id: int) -> Row[Any]:
    row = _find(session, order_id)
    if not policy.may(actor, Act.SEE_DRAFT):
        raise _no_order()
    if actor.has(Role.APPROVER) and actor.account_id == row.proposed_by_account:
        raise Refused(
            Text("Người đề nghị không được tự quyết định.", "Whoever proposed an order does not decide it."),
            Text("Nhờ một người phê duyệt khác.", "Ask another approver."),
        )
    policy.require(actor, Act.PUBLISH, DraftFacts(frozenset({row.proposed_by_account})))
    _refuse_decided(row)
    return row


def _no_order() -> Missing:
    return Missing(Text("Không tìm thấy đề nghị này.", "There is no such proposal."))


def _refuse_decided(row: Row[Any]) -> None:
    if row.status != PROPOSED:
        raise Conflict(
            Text("Đề nghị này đã được quyết định.", "This proposal has been decided already."),
            Text("Tải lại trang để xem quyết định.", "Reload the page to see the decision."),
        )


def _refuse_second(session: Session, procedure_id: int) -> None:
    open_one = (procedure_order.c.procedure_id == procedure_id) & (procedure_order.c.status == PROPOSED)
    if session.execute(select(procedure_order.c.id).where(open_one)).first() is not None:
        raise Conflict(
            Text("Thủ tục đang có một đề nghị chờ quyết định.", "A proposal on this procedure waits already."),
            Text("Chờ quyết định hoặc rút đề nghị đó trước.", "Wait for its decision or take it back first."),
        )


def _refuse_misfit(session: Session, procedure_id: int, kind: str, now: datetime) -> None:
    order = orders_at(session, now, procedure_id).get(procedure_id)
    standing = order.kind if order else None
    if kind == RESUME and standing is None:
        raise Conflict(Text("Thủ tục đang được tiếp nhận bình thường.", "The procedure is received as usual."))
    if kind == standing or (kind == SUSPEND and standing == ABOLISH):
        raise Conflict(
            Text("Thủ tục đã bị bãi bỏ.", "The procedure is abolished already.")
            if standing == ABOLISH
            else Text("Thủ tục đang tạm dừng rồi.", "The procedure is suspended already.")
        )


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid(
            Text("Chưa nêu lý do.", "The reason is missing."),
            Text("Ghi lý do; cán bộ tiếp nhận và người nộp sẽ đọc.", "Say why; clerks and applicants will read it."),
            "ly_do",
        )
    return reason.strip()[:MAX_REASON]


def _decide(session: Session, actor: Actor, order_id: int, status: str, more: dict[str, Any], now: datetime) -> None:
    decided = {"status": status, "decided_at": now, "decided_by": actor.name, **more}
    session.execute(procedure_order.update().where(procedure_order.c.id == order_id).values(**decided))
    detail = {name: str(value) for name, value in more.items()}
    _audit(session, order_id, f"order_{status}", actor, detail, now)


def _audit(session: Session, order_id: int, act: str, actor: Actor, detail: dict[str, Any], now: datetime) -> None:
    audit.record(
        session,
        subject_kind="procedure_order",
        subject_id=order_id,
        act=act,
        actor=actor.username,
        at=now,
        detail=detail,
    )
