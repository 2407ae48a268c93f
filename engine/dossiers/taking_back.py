"""Taking calls back: one that never left is cancelled, one that may have left is withdrawn at the partner.

The call is over for its dossier in the same transaction as the act that ended it. What remains is a debt: the partner
must be told (``TELL``, a job does it under the call's own key), or a person must tell (``BY_HAND``).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors import attempts, optional, pace, registry
from engine.connectors.base import Accepted, Call, Connector, Declined, Done, Wire
from engine.connectors.models import BY_HAND, CANCELLED, OPEN, OWED, TELL, TOLD, WAIVED, connector_call
from engine.dossiers import story
from engine.dossiers.author import Author
from engine.dossiers.queueing import job_key, put_in_queue
from engine.platform import jobs
from engine.platform.jobs import Again
from engine.text import Text

_ERROR = 500


def cancel(session: Session, call: Row[Any], now: datetime) -> None:
    """End an open call whose step is no longer waited for."""
    _end(session, call, now, status=CANCELLED, ended_at=now)


def forget_debts(session: Session, dossier_id: int, now: datetime) -> None:
    """A dossier is stopped: what officers entered in a partner's place is no longer asked for there."""
    owed = (connector_call.c.dossier_id == dossier_id) & (connector_call.c.debt == OWED)
    for call in session.execute(select(connector_call).where(owed).with_for_update(key_share=True)).all():
        _end(session, call, now, debt=WAIVED)


def held(session: Session, dossier_id: int, task: str) -> Row[Any] | None:
    """The open call of a task, held: no attempt begins before this transaction ends."""
    mine = (connector_call.c.dossier_id == dossier_id) & (connector_call.c.task == task)
    query = select(connector_call).where(mine, connector_call.c.status.in_(OPEN))
    return session.execute(query.with_for_update(key_share=True)).first()


def tell(connector: Connector, call: Call, wire: Wire) -> None:
    """Tell the partner; raises ``Declined`` also when this connector has no message for that."""
    one = optional.withdraws(connector)
    if one is None:
        raise Declined("no_message", "this connector has no message that takes a call back")
    one.withdraw(call, wire)


def settle(
    session: Session, call: Row[Any], outcome: str, said: str, author: Author, now: datetime, random: pace.Random
) -> Again | None:
    """Note how telling the partner went; returns when to try again, if at all."""
    if call.debt != TELL:
        return None
    if outcome == "withdrawn":
        _mark(session, call, TOLD)
        told = Text(f"Đã báo {author.name} dừng xử lý: {call.name}", f"{author.name} was told to stop: {call.name}")
        story.tell(session, call.dossier_id, "call_withdrawn", told, author, now, element=call.element)
        return None
    if outcome in ("declined", "blocked"):
        by_hand(session, call, said)
        return None
    session.execute(
        connector_call.update().where(connector_call.c.id == call.id).values(last_error=said[:_ERROR] or None)
    )
    return Again(now + pace.wait_after(call.attempts, random))


def by_hand(session: Session, call: Row[Any], said: str) -> None:
    """The machine cannot tell the partner: a person must."""
    if call.debt == TELL:
        _mark(session, call, BY_HAND, said[:_ERROR] or None)


def note_late(session: Session, call: Row[Any], got: Done | Accepted | Declined | None) -> None:
    """An answer to a call that was taken back: kept with the call, for whoever compares books."""
    if call.status == CANCELLED and isinstance(got, Done | Accepted) and got.receipt and not call.receipt:
        session.execute(connector_call.update().where(connector_call.c.id == call.id).values(receipt=got.receipt))


def _end(session: Session, call: Row[Any], now: datetime, **values: Any) -> None:
    jobs.cancel(session, job_key(call), now)
    mine = connector_call.update().where(connector_call.c.id == call.id)
    if not attempts.may_have_left(session, call.id):
        session.execute(mine.values(**values))
        return
    known = optional.withdraws(registry.find(call.connector)) is not None
    session.execute(mine.values(**{**values, "debt": TELL if known else BY_HAND, "round": call.round + 1}))
    if known:
        query = select(connector_call).where(connector_call.c.id == call.id)
        put_in_queue(session, session.execute(query).one(), now)


def _mark(session: Session, call: Row[Any], debt: str, said: str | None = None) -> None:
    mine = (connector_call.c.id == call.id) & (connector_call.c.debt == TELL)
    session.execute(connector_call.update().where(mine).values(debt=debt, last_error=said))
