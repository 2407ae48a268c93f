"""Calls to other systems that a step asks for: a row and a job in the same transaction, taken back when it closes."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Connector, Node
from engine.connectors import registry
from engine.connectors.descriptor import PARTNER, Descriptor
from engine.connectors.models import CANCELLED, OPEN, TRYING, connector_call
from engine.dossiers.dossier import Dossier
from engine.dossiers.legs import opening
from engine.feel.json_text import to_json
from engine.platform import jobs
from engine.spiff.result import ConnectorCall, StepResult
from engine.text import Text

CALL = "dossier.call"
"""The kind of the jobs that make calls."""

_KEY_BYTES = 20
_UNKNOWN = Descriptor("", "", Text("", ""), Text("", ""))


def project_calls(session: Session, dossier: Dossier, result: StepResult, now: datetime) -> None:
    """Write the calls of this result."""
    for closed in result.calls_closed:
        if closed.cancelled:
            _cancel(session, dossier.id, closed.task, now)
    for opened in result.connector_calls:
        _open(session, dossier, opened, now)


def job_key(call: Any) -> str:
    """The key of the job that sees to a call, in its present round."""
    return f"{CALL}/{call.key}/{call.round}"


def put_in_queue(session: Session, call: Any, now: datetime) -> None:
    """Leave the job that makes this call."""
    payload = {"dossier": call.dossier_id, "task": call.task, "call": call.id}
    jobs.enqueue(session, CALL, job_key(call), now=now, dossier_id=call.dossier_id, payload=payload)


def _open(session: Session, dossier: Dossier, opened: ConnectorCall, now: datetime) -> None:
    node = dossier.version.definition.nodes[opened.element]
    connector = registry.find(opened.connector)
    told = connector.descriptor if connector else _UNKNOWN
    declared = node.connector or Connector()
    failure = declared.failure
    row = {
        "key": secrets.token_hex(_KEY_BYTES),
        "element": opened.element,
        "name": _name(node),
        "connector": opened.connector,
        "version": opened.version,
        "partner": told.partner or str(opened.params.get(PARTNER) or ""),
        "params": orjson.loads(to_json(dict(opened.params))),
        "policy": (failure.then if failure else None) or "incident",
        "most": (failure.after if failure else None) or told.attempts,
        "round": 1,
        "status": TRYING,
        "attempts": 0,
        "receipt": None,
        "opened_at": now,
        "deadline_at": now + told.deadline,
        "ended_at": None,
        "response": None,
    }
    row |= opening.columns(session, dossier, node, told, row, now)
    mine = (connector_call.c.dossier_id == dossier.id) & (connector_call.c.task == opened.task)
    if session.execute(select(connector_call.c.id).where(mine)).first():
        session.execute(connector_call.update().where(mine).values(**row))
    else:
        session.execute(connector_call.insert().values(dossier_id=dossier.id, task=opened.task, **row))
    put_in_queue(session, session.execute(select(connector_call).where(mine)).one(), now)


def _cancel(session: Session, dossier_id: int, task: str, now: datetime) -> None:
    mine = (connector_call.c.dossier_id == dossier_id) & (connector_call.c.task == task)
    call = session.execute(select(connector_call).where(mine, connector_call.c.status.in_(OPEN))).first()
    if call is not None:
        session.execute(
            connector_call.update().where(connector_call.c.id == call.id).values(status=CANCELLED, ended_at=now)
        )
        jobs.cancel(session, job_key(call), now)


def _name(node: Node) -> str:
    return (node.name or node.id)[:300]
