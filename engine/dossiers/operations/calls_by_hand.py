"""What a person does about a call: try it again, stop it, enter the result in the partner's place, settle a debt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors import optional, registry
from engine.connectors.descriptor import Descriptor
from engine.connectors.models import (
    ACCEPTED,
    ANSWERED,
    BY_HAND,
    DEBTS,
    DIFFERS,
    OPEN,
    OWED,
    SETTLED,
    STUCK,
    TELL,
    TRYING,
    WAIVED,
    connector_call,
)
from engine.dossiers import calls as reading
from engine.dossiers import facts
from engine.dossiers.author import Author
from engine.dossiers.authorship import as_author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import open_dossier
from engine.dossiers.errors import Incomplete
from engine.dossiers.holding import hold
from engine.dossiers.models import incident
from engine.dossiers.operations import calls
from engine.dossiers.queueing import job_key, put_in_queue
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit, jobs
from engine.platform.errors import Conflict
from engine.spiff.acts import Answer
from engine.text import Text

_TRUE, _FALSE = frozenset({"true", "1", "có", "yes"}), frozenset({"false", "0", "không", "no"})


def retry(session: Session, actor: Actor, call_id: int, now: datetime) -> None:
    """Try a call again at once. Raises ``Conflict`` when it is over."""
    call = _held(session, actor, call_id, now)
    _retry(session, call, as_author(actor), now)


def retry_of_incident(session: Session, row: Row[Any], author: Author, now: datetime) -> None:
    """Try the call behind an incident again and settle the incident: another will say so if it fails again."""
    mine = (connector_call.c.dossier_id == row.dossier_id) & (connector_call.c.task == row.task)
    _retry(session, session.execute(select(connector_call).where(mine)).one(), author, now)


def enter(session: Session, actor: Actor, call_id: int, typed: Mapping[str, str], now: datetime) -> int:
    """An officer enters the result while the partner is away: the dossier goes on, the call remains a debt.

    Returns the dossier's id. Raises ``Incomplete`` with the values that cannot be taken, ``Conflict`` when it is over.
    """
    call = _held(session, actor, call_id, now)
    if call.status not in OPEN:
        raise _over()
    dossier = open_dossier(session, call.dossier_id)
    values = _read(dossier.version.definition.nodes[call.element], typed)
    said = Text(f"Cán bộ nhập kết quả thay đối tác: {call.name}", f"Result entered by an officer: {call.name}")
    line = Line("call_entered", said, element=call.element, detail={"call": call.key})
    carry(session, dossier, Answer(call.task, values=values), line, as_author(actor), now)
    kept = {name: str(value) for name, value in values.items() if value is not None}
    mine = connector_call.update().where(connector_call.c.id == call.id)
    session.execute(mine.values(status=ANSWERED, ended_at=now, entered=kept, entered_by=actor.name, debt=OWED))
    if call.status == STUCK:
        _next_round(session, call, now)
    return int(call.dossier_id)


def waive(session: Session, actor: Actor, call_id: int, now: datetime) -> None:
    """A debt need not be settled by us: the partner was told another way. Raises ``Conflict`` when there is none."""
    call = _held(session, actor, call_id, now)
    if call.debt not in DEBTS:
        raise Conflict(Text("Lần gọi này không còn nợ đối tác.", "Nothing is owed for this call."))
    session.execute(connector_call.update().where(connector_call.c.id == call.id).values(debt=WAIVED))
    jobs.cancel(session, job_key(call), now)
    _record(session, call, "call_waived", as_author(actor), now)


def stop(session: Session, actor: Actor, call_id: int, now: datetime) -> None:
    """Try no more: an incident says so, and an officer may enter the result. Raises ``Conflict`` when it is over."""
    call = _held(session, actor, call_id, now)
    if call.status not in (TRYING, ACCEPTED):
        raise _over()
    jobs.cancel(session, job_key(call), now)
    calls.get_stuck(session, call, f"{actor.name} đã dừng gọi / stopped by hand", now)
    _record(session, call, "call_stopped", as_author(actor), now)


def agree(session: Session, actor: Actor, call_id: int, now: datetime) -> None:
    """A result that differed is cleared up with the partner. Raises ``Conflict`` when it does not differ."""
    call = _held(session, actor, call_id, now)
    if call.debt != DIFFERS:
        raise Conflict(Text("Lần gọi này không còn khác biệt.", "The results of this call do not differ any more."))
    session.execute(connector_call.update().where(connector_call.c.id == call.id).values(debt=SETTLED))
    _record(session, call, "call_agreed", as_author(actor), now)


def _retry(session: Session, call: Row[Any], author: Author, now: datetime) -> None:
    if call.status not in OPEN and call.debt not in DEBTS:
        raise _over()
    if call.debt == BY_HAND and optional.withdraws(registry.find(call.connector)) is None:
        raise Conflict(
            Text("Đối tác không có cách nhận báo hủy tự động.", "This partner cannot be told by a message."),
            Text("Báo bằng cách khác rồi xóa nợ.", "Tell it another way, then cancel the debt."),
        )
    if call.status == STUCK or call.debt == BY_HAND:
        _next_round(session, call, now)
    else:
        jobs.hasten(session, job_key(call), now)
    here = (
        (incident.c.dossier_id == call.dossier_id) & (incident.c.task == call.task) & incident.c.resolved_at.is_(None)
    )
    session.execute(incident.update().where(here).values(resolved_at=now, resolved_by=author.name))
    _record(session, call, "call_retried", author, now)


def _next_round(session: Session, call: Row[Any], now: datetime) -> None:
    """Another round of attempts under the same key, by a job of its own."""
    connector = registry.find(call.connector)
    told = connector.descriptor if connector else Descriptor("", "", Text("", ""), Text("", ""))
    status = {STUCK: ACCEPTED if call.receipt else TRYING}.get(
        session.execute(select(connector_call.c.status).where(connector_call.c.id == call.id)).scalar_one()
    )
    change: dict[str, Any] = {
        "round": call.round + 1,
        "most": call.attempts + told.attempts,
        "deadline_at": now + told.deadline,
        **({"status": status} if status else {}),
        **({"debt": TELL} if call.debt == BY_HAND else {}),
    }
    session.execute(connector_call.update().where(connector_call.c.id == call.id).values(**change))
    put_in_queue(session, reading.find(session, call.id), now)


def _held(session: Session, actor: Actor, call_id: int, now: datetime) -> Row[Any]:
    call = reading.find(session, call_id)
    hold(session, call.dossier_id)
    dossier = open_dossier(session, call.dossier_id)
    policy.require(actor, Act.SETTLE_INCIDENT, facts.of_dossier(session, dossier.row, now))
    return reading.find(session, call_id)


def _read(node: Any, typed: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    errors: dict[str, Text] = {}
    for entry in reading.entries(node):
        text = typed.get(entry.name, "").strip()
        try:
            values[entry.name] = _value(entry.kind, text) if text else None
        except ValueError:
            errors[entry.name] = Text(f"«{text}» không đúng kiểu dữ liệu.", f"“{text}” is not a value of this kind.")
    if errors:
        raise Incomplete(errors)
    return values


def _value(kind: str, text: str) -> Any:
    if kind == "number":
        try:
            return Decimal(text.replace(",", "."))
        except InvalidOperation:
            raise ValueError(text) from None
    if kind == "truth":
        if text.lower() not in _TRUE | _FALSE:
            raise ValueError(text)
        return text.lower() in _TRUE
    return text


def _record(session: Session, call: Row[Any], act: str, author: Author, now: datetime) -> None:
    audit.record(
        session,
        subject_kind="call",
        subject_id=call.id,
        act=act,
        actor=author.account,
        on_behalf=author.on_behalf,
        at=now,
        detail={"dossier": call.dossier_id, "key": call.key},
    )


def _over() -> Conflict:
    return Conflict(
        Text("Lần gọi này đã có kết quả.", "This call is already over."),
        Text("Tải lại trang để xem trạng thái mới nhất.", "Reload the page to see its present state."),
    )
