"""The jobs between a parent and its child: begin it, pass on how it stands, stop it. Each holds one dossier at a time.

News travel by jobs, so that no act ever holds a parent and a child at once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors.contrib.child import CHILD
from engine.connectors.models import OPEN, connector_call
from engine.dossiers.dossier import Dossier
from engine.platform import jobs
from engine.spiff.result import StepResult

NEWS = "dossier.child_news"
STOP = "dossier.child_stop"


def is_child(call: Any) -> bool:
    """Whether a call is made by beginning a dossier."""
    return bool(call.connector == CHILD)


def project(session: Session, dossier: Dossier, result: StepResult, now: datetime) -> None:
    """An act on a child: its parent will be told how it stands now. The end of a parent: its children end with it."""
    if result.ended and _has_children(dossier):
        mine = (connector_call.c.dossier_id == dossier.id) & connector_call.c.child_id.is_not(None)
        for call in session.execute(select(connector_call).where(mine)).all():
            _stop(session, call, now)
    if dossier.row.parent_id is None:
        return
    key = f"{NEWS}/{dossier.id}/{dossier.seen + 1}"
    payload = {"dossier": dossier.row.parent_id, "task": "", "child": dossier.id}
    jobs.enqueue(session, NEWS, key, now=now, dossier_id=dossier.row.parent_id, payload=payload)


def stop(session: Session, call: Any, now: datetime) -> None:
    """A call was taken back: its child, begun or about to be, is not wanted any more."""
    if is_child(call) and call.status in OPEN:
        _stop(session, call, now)


def _has_children(dossier: Dossier) -> bool:
    nodes = dossier.version.definition.nodes.values()
    return any(node.connector is not None and node.connector.id == CHILD for node in nodes)


def _stop(session: Session, call: Any, now: datetime) -> None:
    key = f"{STOP}/{call.key}/{call.round}"
    payload = {"dossier": call.dossier_id, "task": call.task, "call": call.id}
    jobs.enqueue(session, STOP, key, now=now, dossier_id=call.dossier_id, payload=payload)
