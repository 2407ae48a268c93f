"""Calls to other systems that a step asks for: a row and a job in the same transaction, taken back when it closes."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Connector, Node
from engine.connectors import registry
from engine.connectors.descriptor import PARTNER, Descriptor
from engine.connectors.models import TRYING, connector_call
from engine.dossiers import taking_back
from engine.dossiers.children import queue as children
from engine.dossiers.dossier import Dossier
from engine.dossiers.legs import opening
from engine.dossiers.models import incident
from engine.dossiers.queueing import put_in_queue
from engine.feel.json_text import to_json
from engine.spiff.result import ConnectorCall, StepResult
from engine.text import Text

STOPPED = frozenset({"withdrawn", "auto_closed"})
"""Results of a dossier that was stopped: nothing more is asked for in its name."""

_KEY_BYTES = 20
_UNKNOWN = Descriptor("", "", Text("", ""), Text("", ""))


def project_calls(session: Session, dossier: Dossier, result: StepResult, now: datetime) -> None:
    """Write the calls of this result.

    A call that is asked for again under another task while the one before is taken back (a step was recalled beside
    it) is the same call: it keeps its key and goes on.
    """
    held = [taking_back.held(session, dossier.id, one.task) for one in result.calls_closed if one.cancelled]
    left = [call for call in held if call is not None]
    asked = []
    for opened in result.connector_calls:
        same = next((call for call in left if _is_same(call, opened)), None)
        if same is None:
            asked.append(opened)
        else:
            left.remove(same)
            _goes_on(session, same, opened.task)
    for call in left:
        taking_back.cancel(session, call, now)
        children.stop(session, call, now)
    children.project(session, dossier, result, now)
    for opened in asked:
        _open(session, dossier, opened, now)
    if result.ended and result.ended.result in STOPPED:
        taking_back.forget_debts(session, dossier.id, now)


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
        "params": _plain(opened),
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
    row |= opening.columns(session, dossier, node, told, opened.task, row, now)
    mine = (connector_call.c.dossier_id == dossier.id) & (connector_call.c.task == opened.task)
    before = session.execute(select(connector_call).where(mine)).first()
    if before is not None:
        _again(session, before, row)
    else:
        session.execute(connector_call.insert().values(dossier_id=dossier.id, task=opened.task, **row))
    put_in_queue(session, session.execute(select(connector_call).where(mine)).one(), now)


def _is_same(call: Row[Any], opened: ConnectorCall) -> bool:
    asked = _plain(opened)
    return bool(call.element == opened.element and opening.as_asked(call.params, asked) == asked)


def _goes_on(session: Session, call: Row[Any], task: str) -> None:
    """Follow a call, and the incident that tells of it, to its new task."""
    session.execute(connector_call.update().where(connector_call.c.id == call.id).values(task=task))
    here = (incident.c.dossier_id == call.dossier_id) & (incident.c.task == call.task)
    session.execute(incident.update().where(here, incident.c.resolved_at.is_(None)).values(task=task))


def _again(session: Session, call: Row[Any], row: dict[str, Any]) -> None:
    """A call whose step failed is tried again: the same key when the same is asked, so that the partner acts once."""
    values = {**row, "round": call.round + 1, "attempts": call.attempts, "most": call.attempts + row["most"]}
    if call.params == row["params"]:
        values |= {"key": call.key, "receipt": call.receipt}
    session.execute(connector_call.update().where(connector_call.c.id == call.id).values(**values))


def _plain(opened: ConnectorCall) -> Any:
    return orjson.loads(to_json(dict(opened.params)))


def _name(node: Node) -> str:
    return (node.name or node.id)[:300]
