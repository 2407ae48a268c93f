"""What a trial finds in its database: the offices and posts as they are today, and the tried revision in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from engine.connectors.models import partner
from engine.organisation.models import assignment, delegation, person, post, unit, unit_succession, unit_version
from engine.organisation.units import units_changed
from engine.procedures.sources import Sources
from engine.publication.inspection import read_diagram
from engine.publication.releases import publish

_TABLES = (unit, unit_version, unit_succession, post, person, assignment, delegation, partner)
_PRIVATE = frozenset({"email", "phone"})
"""Columns of a person that a trial has no use for."""

Offices = Sequence[tuple[Table, Sequence[Mapping[str, Any]]]]


def offices(session: Session) -> Offices:
    """Read the real offices: units, posts, people, who holds what; partners by name, shut off. Nobody logs in."""
    return [(table, [_copied(table, row) for row in session.execute(select(table)).mappings()]) for table in _TABLES]


def furnish(session: Session, found: Offices, sources: Sources, author: str, now: datetime) -> None:
    """Write offices and the tried procedure into the empty database of a trial."""
    for table, rows in found:
        if rows:
            session.execute(table.insert(), [dict(row) for row in rows])
    units_changed(session)
    publish(
        session,
        sources,
        read_diagram(sources.bpmn),
        drafted_by=author,
        approved_by=author,
        decision_number=None,
        effective_from=now,
        now=now,
    )


def _copied(table: Table, row: Mapping[Any, Any]) -> dict[str, Any]:
    leave_out = _PRIVATE if table is person else frozenset[str]()
    copied = {name: None if name in leave_out else value for name, value in row.items()}
    return {**copied, "enabled": False} if table is partner else copied
