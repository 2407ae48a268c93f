"""What becomes of a call to another system: answered, taken for later, refused, given up; each in effect once.

An answer is applied only while its call is open and its dossier's state is the one that was read; whatever comes
later (a second call-back, a slow attempt) changes nothing but its own record.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.bpmn.catching import catches
from engine.connectors.models import (
    ACCEPTED,
    ANSWERED,
    DIFFERS,
    FAILED,
    OPEN,
    OWED,
    SETTLED,
    STUCK,
    TRYING,
    connector_call,
    connector_message,
)
from engine.dossiers import calls as reading
from engine.dossiers import story
from engine.dossiers.author import Author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import open_dossier
from engine.dossiers.legs import hearing
from engine.dossiers.legs.naming import named
from engine.dossiers.legs.words import Heard, heard
from engine.dossiers.models import incident
from engine.platform.errors import Conflict, Invalid
from engine.platform.rows import rows_changed
from engine.spiff.acts import Answer
from engine.text import Text

INCIDENT = "connector"
"""Code of the incident of a call nobody gets answered."""

EARLY, APPLIED, LATE = "early", "applied", "late"
_ERROR = 500


def answered(
    session: Session, call: Row[Any], response: Mapping[str, Any], receipt: str | None, author: Author, now: datetime
) -> None:
    """The partner has answered: let the dossier go on, or settle what an officer entered meanwhile.

    An answer the step cannot use (a result that cannot be worked out of it) becomes an incident.
    """
    if call.debt == OWED:
        _settle(session, call, response, receipt)
        return
    if call.status not in OPEN:
        return
    number = receipt or call.receipt
    step = named(session, call)
    said = Text(f"{author.name} đã trả lời: {step.vi}", f"{author.name} has answered: {step.en}")
    if number:
        said = Text(f"{said.vi} (số tiếp nhận {number})", f"{said.en} (receipt number {number})")
    detail = {"call": call.key, "receipt": number}
    line = Line("call_answered", said, element=call.element, detail=detail)
    act = Answer(call.task, response=dict(response))
    try:
        carry(session, open_dossier(session, call.dossier_id), act, line, author, now)
    except Invalid as error:
        get_stuck(session, call, error.said_in("vi"), now)
        return
    _close(session, call, ANSWERED, now, response=dict(response), receipt=number)
    hearing.contact(session, call, Heard.DONE, now)


def accepted(session: Session, call: Row[Any], receipt: str, author: Author, now: datetime) -> None:
    """The partner has taken the call under a number; an answer that came before this number is applied at once."""
    if call.status not in OPEN and call.debt != OWED:
        return
    mine = connector_call.update().where(connector_call.c.id == call.id)
    status = ACCEPTED if call.status in (TRYING, STUCK) else call.status
    session.execute(mine.values(receipt=receipt, status=status, last_error=None))
    if call.receipt != receipt:
        step = named(session, call)
        said = Text(
            f"{author.name} đã tiếp nhận: {step.vi} (số {receipt})",
            f"{author.name} has received: {step.en} (number {receipt})",
        )
        story.tell(session, call.dossier_id, "call_accepted", said, author, now, element=call.element)
    hearing.contact(session, call, Heard.RECEIVED, now)
    early = select(connector_message).where(
        connector_message.c.partner == call.partner,
        connector_message.c.ref == receipt,
        connector_message.c.status == EARLY,
    )
    for message in session.execute(early.order_by(connector_message.c.id)).all():
        apply_message(session, message, reading.find(session, call.id), author, now)


def apply_message(session: Session, message: Row[Any], call: Row[Any], author: Author, now: datetime) -> str:
    """Use a call-back for its call; returns ``applied``, or ``late`` when the call was over."""
    status = APPLIED if call.status in OPEN or call.debt == OWED else LATE
    mine = (connector_message.c.id == message.id) & (connector_message.c.status == EARLY)
    session.execute(connector_message.update().where(mine).values(status=status, call_id=call.id))
    if status == APPLIED:
        body = message.body
        if hearing.is_interim(body):
            hearing.note(session, call, body, author, now)
        elif body.get("code"):
            refused(session, call, str(body["code"]), str(body.get("said") or body["code"]), author, now)
        else:
            response = body.get("response")
            answered(session, call, response if isinstance(response, dict) else {}, body.get("receipt"), author, now)
    return status


def refused(session: Session, call: Row[Any], code: str, said: str, author: Author, now: datetime) -> None:
    """The partner says no: an error the diagram catches, else the step's failure rule."""
    if call.debt == OWED:
        _differs(session, call, f"{code}: {said}")
    elif _caught(session, call, code):
        _fail(session, call, code, said, author, now)
    elif call.policy.startswith("error:"):
        _fail(session, call, call.policy.removeprefix("error:"), said, author, now)
    else:
        get_stuck(session, call, f"{code}: {said}", now)
    if call.status in OPEN:
        hearing.contact(session, call, heard(call.connector, code) or Heard.REFUSED, now, said)


def give_up(session: Session, call: Row[Any], said: str, author: Author, now: datetime) -> bool:
    """Apply the step's failure rule; returns whether the machine goes on trying all the same."""
    if call.policy.startswith("error:"):
        _fail(session, call, call.policy.removeprefix("error:"), said, author, now)
        return False
    if call.policy == "manual":
        note_incident(session, call, said, now)
        return True
    if call.policy == "wait" and now < call.deadline_at:
        return True
    get_stuck(session, call, said, now)
    return False


def get_stuck(session: Session, call: Row[Any], said: str, now: datetime) -> None:
    """Stop trying and say so in an incident."""
    if call.debt == OWED:
        _differs(session, call, said)
        return
    mine = (connector_call.c.id == call.id) & connector_call.c.status.in_(OPEN)
    if rows_changed(session, connector_call.update().where(mine).values(status=STUCK, last_error=said[:_ERROR])):
        note_incident(session, call, said, now)


def note_incident(session: Session, call: Row[Any], said: str, now: datetime) -> None:
    """Open the incident of a call, or bring it up to date."""
    step = named(session, call)
    who = reading.partner_name(session, call.partner) if call.partner else ""
    message = Text(
        f"Chưa có trả lời của {who} cho «{step.vi}»: {said}", f"No answer from {who} for “{step.en}”: {said}"
    )
    if not who:
        message = Text(f"Chưa làm được «{step.vi}»: {said}", f"“{step.en}” could not be done: {said}")
    here = (
        (incident.c.dossier_id == call.dossier_id) & (incident.c.task == call.task) & incident.c.resolved_at.is_(None)
    )
    if rows_changed(session, incident.update().where(here).values(message=list(message))):
        return
    session.execute(
        incident.insert().values(
            dossier_id=call.dossier_id,
            task=call.task,
            element=call.element,
            code=INCIDENT,
            message=list(message),
            opened_at=now,
        )
    )


def as_partner(session: Session, code: str) -> Author:
    """The partner as the author of what it answers."""
    return Author(name=reading.partner_name(session, code), account=f"partner:{code}"[:120])


def _close(session: Session, call: Row[Any], status: str, now: datetime, **values: Any) -> None:
    """Mark a call over once its dossier has gone on; the dossier is held, so nobody can have been faster."""
    mine = (connector_call.c.id == call.id) & connector_call.c.status.in_(OPEN)
    change = connector_call.update().where(mine).values(status=status, ended_at=now, **{"last_error": None, **values})
    if rows_changed(session, change) != 1:
        raise Conflict(Text("Lần gọi này đã có kết quả.", "This call is already over."))


def _fail(session: Session, call: Row[Any], code: str, said: str, author: Author, now: datetime) -> None:
    if call.status not in OPEN:
        return
    step = named(session, call)
    told = Text(f"Không thực hiện được: {step.vi} ({said})", f"Could not be done: {step.en} ({said})")
    detail = {"call": call.key, "code": code}
    line = Line("call_failed", told, element=call.element, public=call.agency is not None, detail=detail)
    carry(session, open_dossier(session, call.dossier_id), Answer(call.task, error=code), line, author, now)
    _close(session, call, FAILED, now, last_error=said[:_ERROR])


def _caught(session: Session, call: Row[Any], code: str) -> bool:
    return catches(open_dossier(session, call.dossier_id).version.definition, call.element, code)


def _settle(session: Session, call: Row[Any], response: Mapping[str, Any], receipt: str | None) -> None:
    """Compare what an officer entered with what the partner says now."""
    node = open_dossier(session, call.dossier_id).version.definition.nodes[call.element]
    same = reading.agree(call.entered or {}, reading.mapped(node, response))
    mine = (connector_call.c.id == call.id) & (connector_call.c.debt == OWED)
    values = {"debt": SETTLED if same else DIFFERS, "response": dict(response), "receipt": receipt or call.receipt}
    session.execute(connector_call.update().where(mine).values(**values))


def _differs(session: Session, call: Row[Any], said: str) -> None:
    mine = (connector_call.c.id == call.id) & (connector_call.c.debt == OWED)
    session.execute(connector_call.update().where(mine).values(debt=DIFFERS, last_error=said[:_ERROR]))
