"""Waits in which another agency's question is passed on to the applicant, and in which words it was asked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Definition
from engine.bpmn.routes import next_stops
from engine.connectors.models import connector_call


def legs_behind(definition: Definition) -> dict[str, str]:
    """The leg on whose behalf each wait asks, by wait: those an error of a leg's task leads straight to."""
    found: dict[str, str] = {}
    for event in definition.nodes.values():
        host = definition.nodes.get(event.attached_to or "")
        if host is None or host.leg is None or "error" not in event.events:
            continue
        for stop in next_stops(definition, event, {}):
            if stop.kind == "receive":
                found[stop.id] = host.id
    return found


def asked_in(session: Session, definition: Definition, row: Row[Any]) -> str | None:
    """What the agency behind a wait said it lacks; None for a wait of our own."""
    leg = legs_behind(definition).get(row.element)
    if leg is None:
        return None
    mine = (connector_call.c.dossier_id == row.dossier_id) & (connector_call.c.element == leg)
    said = select(connector_call.c.partner_said).where(mine).order_by(connector_call.c.id.desc()).limit(1)
    return session.execute(said).scalar()
