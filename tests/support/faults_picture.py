"""Everything the database says about one dossier, without what differs between two equal stories (ids, keys, hashes).

Two dossiers with equal pictures have the same state, work, clock, history, audit, money, papers and jobs.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from engine.documents.models import document
from engine.dossiers import models
from engine.dossiers.dossier import open_dossier
from engine.platform.audit.models import audit
from engine.platform.db import metadata, reading
from engine.platform.jobs.models import job
from engine.spiff.standing import inspect

Picture = dict[str, list[tuple[Any, ...]]]

_TABLES: tuple[Table, ...] = (
    models.dossier,
    models.work_item,
    models.wait,
    models.timer,
    models.clock_event,
    models.form_submission,
    models.checklist_entry,
    models.payment,
    models.incident,
    models.history,
    models.message_inbox,
    document,
)
_OWN = frozenset({"id", "dossier_id", "task", "reference", "look_up_key", "code", "public_id", "ref", "search"})
_JOB = ("kind", "status", "due_at")
_PLAIN = {"waiting": "open", "running": "open", "done": "over", "cancelled": "over"}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:")


def picture(dossier_id: int) -> Picture:
    """The picture of a dossier; an empty one when there is no such dossier."""
    with reading() as session:
        return taken(session, dossier_id) if dossier_id else {}


def taken(session: Session, dossier_id: int) -> Picture:
    """The picture, within a session."""
    found = {table.name: _rows(session, table, dossier_id) for table in _TABLES}
    if not found["dossier"]:
        return {}
    found["audit"] = _audit(session, dossier_id)
    found["job"] = _jobs(session, dossier_id)
    found["drafts"] = _drafts(session, dossier_id)
    found["state"] = _state(session, dossier_id)
    return found


def timeless(seen: Picture) -> Picture:
    """The same picture without instants: for acts that a crash may delay."""
    return {part: [tuple(_undated(value) for value in row) for row in rows] for part, rows in seen.items()}


def difference(one: Picture, other: Picture) -> list[str]:
    """Which parts of two pictures differ, and how; empty when they are equal."""
    return [
        f"{part}: {row}"
        for part in sorted({*one, *other})
        if one.get(part) != other.get(part)
        for row in [_unequal(one.get(part, []), other.get(part, []))]
    ]


def whole() -> str:
    """A digest of every row of every table: equal digests mean an untouched database."""
    digest = hashlib.sha256()
    with reading() as session:
        for table in metadata.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in session.execute(select(table)))
            digest.update(f"{table.name}{rows}".encode())
    return digest.hexdigest()


def _rows(session: Session, table: Table, dossier_id: int) -> list[tuple[Any, ...]]:
    own = table.c.id if table is models.dossier else table.c.dossier_id
    order = list(table.primary_key.columns)
    columns = [column for column in table.c if column.name not in _OWN]
    extra = [table.c.code.is_not(None)] if table is models.dossier else []
    query = select(*columns, *extra).where(own == dossier_id).order_by(*order)
    return [tuple(row) for row in session.execute(query)]


def _audit(session: Session, dossier_id: int) -> list[tuple[Any, ...]]:
    query = select(audit.c.seq, audit.c.act, audit.c.actor, audit.c.on_behalf, audit.c.detail, audit.c.at)
    query = query.where(audit.c.subject_kind == "dossier", audit.c.subject_id == str(dossier_id))
    return [tuple(row) for row in session.execute(query.order_by(audit.c.seq))]


def _jobs(session: Session, dossier_id: int) -> list[tuple[Any, ...]]:
    query = select(*(job.c[name] for name in _JOB)).where(job.c.dossier_id == dossier_id)
    return sorted((row.kind, _PLAIN.get(row.status, row.status), row.due_at) for row in session.execute(query))


def _drafts(session: Session, dossier_id: int) -> list[tuple[Any, ...]]:
    drafts, items = models.work_item_draft, models.work_item
    query = select(items.c.element, drafts.c.account_id, drafts.c["values"], drafts.c.outcome)
    query = query.join(items, items.c.id == drafts.c.work_item_id).where(items.c.dossier_id == dossier_id)
    return [tuple(row) for row in session.execute(query.order_by(items.c.id, drafts.c.account_id))]


def _state(session: Session, dossier_id: int) -> list[tuple[Any, ...]]:
    opened = open_dossier(session, dossier_id)
    said = inspect(opened.version.bundle, opened.state)
    things = sorted((one.kind, one.element, one.items, str(one.due)) for one in said.things)
    snapshots = select(models.state_snapshot.c.version).where(models.state_snapshot.c.dossier_id == dossier_id)
    kept = sorted(session.execute(snapshots).scalars())
    return [(opened.seen, opened.version.id, said.tokens, said.ended), *things, ("snapshots", kept)]


def _undated(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and _INSTANT.match(value)):
        return "then"
    if isinstance(value, dict):
        return {name: _undated(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_undated(one) for one in value]
    return value


def _unequal(one: list[Any], other: list[Any]) -> str:
    missing = [row for row in other if row not in one]
    more = [row for row in one if row not in other]
    return f"{len(one)} rows against {len(other)}; only here {more}, only there {missing}"
