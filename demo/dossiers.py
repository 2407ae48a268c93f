"""The first dossiers of the demonstration: handed in through the same operations as any other."""

from __future__ import annotations

import json
from datetime import datetime
from importlib import resources
from typing import Any

from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.filing import Filing
from engine.dossiers.operations import reception
from engine.dossiers.operations.reception import AtCounter
from engine.dossiers.rules import accepts, first_step
from engine.organisation import accounts
from engine.organisation.policy import ONE_STOP
from engine.platform.db import transaction
from engine.procedures import catalogue, versions


def applications() -> dict[str, Any]:
    """Return a complete application for each ready procedure: counter, applicant and form as somebody types them."""
    return {**_read("applications"), **_read("interlinked")}


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources.files("demo") / "data" / f"{name}.json").read_text("utf-8"))
    return found


def begin(files: FileStore, now: datetime) -> list[int]:
    """Hand every application in at its counter, accepted; returns the ids of the dossiers."""
    found = []
    for key, given in _read("applications").items():
        with transaction() as session:
            clerk = accounts.actor_named(session, given["counter"], now)
            desk = next(held.unit_id for held in clerk.holdings if held.unit_kind == ONE_STOP)
            decision = AtCounter(accepting_outcome(session, key, now))
            filed = Filing(given["applicant"], given["form"], received_papers=papers_of(session, key, now))
            found.append(reception.receive(session, files, clerk, key, desk, filed, decision, now))
    return found


def papers_of(session: Session, key: str, now: datetime) -> frozenset[str]:
    """Every paper of the procedure: these applicants forgot nothing."""
    version = versions.load(session, catalogue.version_in_force(session, key, now).version_id)
    return frozenset(paper.id for paper in version.definition.documents)


def accepting_outcome(session: Session, key: str, now: datetime) -> str | None:
    """Return the outcome of the receiving step that accepts the dossier."""
    version = versions.load(session, catalogue.version_in_force(session, key, now).version_id)
    node = first_step(version.definition)
    if node is None or node.step is None:
        return None
    return next((outcome.id for outcome in node.step.outcomes if accepts(node, outcome)), None)
