"""Calls to other agencies inside a trial: nobody is called; the tester plays the partner and chooses the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors import registry
from engine.connectors.base import Connector
from engine.connectors.models import ACCEPTED, OPEN, connector_call
from engine.dossiers import calls as reading
from engine.dossiers.holding import hold
from engine.dossiers.models import dossier
from engine.dossiers.operations import calls
from engine.dossiers.queueing import job_key
from engine.platform import jobs
from engine.platform.errors import Conflict, Invalid
from engine.text import Text

ANSWER, LATER, FAIL, REFUSE = "tra-loi", "nhan", "hong", "tu-choi"
_SILENT = Text("đối tác không trả lời (người thử chọn)", "the partner does not answer (chosen by the tester)")


@dataclass(frozen=True)
class OpenCall:
    """A call of a trial dossier that waits for an answer; ``refusals`` are the codes the partner may refuse with."""

    id: int
    dossier_id: int
    code: str | None
    name: str
    partner: str
    received: bool
    refusals: Sequence[tuple[str, Text]]


def open_calls(session: Session) -> list[OpenCall]:
    """Everything trial dossiers ask other systems for, oldest first."""
    query = (
        select(connector_call, dossier.c.code)
        .join(dossier, dossier.c.id == connector_call.c.dossier_id)
        .where(connector_call.c.status.in_(OPEN))
        .order_by(connector_call.c.id)
    )
    return [_told(session, row) for row in session.execute(query)]


def settle(session: Session, call_id: int, how: str, code: str, now: datetime) -> int:
    """Let the partner answer as the tester chose; returns the dossier's id.

    ``ANSWER`` gives the example answer of the connector, ``LATER`` a receipt number only, ``REFUSE`` a refusal with
    ``code``, ``FAIL`` silence to the end: the step's failure rule applies. Raises ``Conflict`` when the call is over.
    """
    found = reading.find(session, call_id)
    hold(session, found.dossier_id)
    call = reading.find(session, call_id)
    if call.status not in OPEN:
        raise Conflict(Text("Lần gọi này đã có kết quả.", "This call is already over."))
    author = calls.as_partner(session, call.partner)
    if how == ANSWER:
        response = _sample(registry.find(call.connector))
        calls.answered(session, call, response, call.receipt or _receipt(call), author, now)
    elif how == LATER:
        calls.accepted(session, call, _receipt(call), author, now)
    elif how == REFUSE:
        calls.refused(session, call, code or "refused", "người thử chọn / chosen by the tester", author, now)
    elif how == FAIL:
        calls.give_up(session, call, _SILENT.vi, author, now)
    else:
        raise Invalid(Text("Chọn cách đối tác trả lời.", "Choose how the partner answers."))
    if reading.find(session, call_id).status not in OPEN:
        jobs.cancel(session, job_key(call), now)
    return int(call.dossier_id)


def _told(session: Session, row: Row[Any]) -> OpenCall:
    connector = registry.find(row.connector)
    refusals = [(one.code, one.title) for one in connector.descriptor.errors] if connector else []
    name = reading.partner_name(session, row.partner)
    if name == row.partner and connector is not None:
        name = connector.descriptor.title.vi
    return OpenCall(row.id, row.dossier_id, row.code, row.name, name, row.status == ACCEPTED, refusals)


def _sample(connector: Connector | None) -> dict[str, Any]:
    return connector.sample() if connector else {}


def _receipt(call: Row[Any]) -> str:
    return f"THU-{call.id:06d}"
