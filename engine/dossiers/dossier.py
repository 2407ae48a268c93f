"""One dossier opened for an act: its row, the version it is pinned to, and its engine state with the version seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, String, bindparam, cast, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, dossier_state, dossier_unit, incident
from engine.dossiers.portal_sync.models import dossier_sync
from engine.organisation import policy
from engine.platform import audit
from engine.platform.audit.models import audit as trail
from engine.platform.gathered import gathered, numbers_in
from engine.platform.prepared import Prepared
from engine.procedures import versions
from engine.procedures.models import procedure_version
from engine.procedures.versions import Version


@dataclass(frozen=True)
class Dossier:
    """What an operation works on; ``seen`` is the state's optimistic version.

    ``trail`` is the end of its audit trail, known as long as the dossier is held.
    ``ledger_changed`` says that the operation itself has written to the clock's ledger before carrying on.
    """

    row: Row[Any]
    version: Version
    state: bytes
    seen: int
    trail: audit.Head
    ledger_changed: bool = False

    @property
    def id(self) -> int:
        """The row id."""
        return int(self.row.id)

    @property
    def involved(self) -> frozenset[int]:
        """The units already on record as involved."""
        return numbers_in(self.row.involved)


_TROUBLED = select(incident.c.id).where(incident.c.dossier_id == dossier.c.id, incident.c.resolved_at.is_(None))
_TRAIL = (
    select(trail.c.seq, trail.c.hash)
    .where(trail.c.subject_kind == "dossier", trail.c.subject_id == cast(dossier.c.id, String))
    .order_by(trail.c.seq.desc())
    .limit(1)
)
_SYNCED = select(dossier_sync.c.last_seq).where(dossier_sync.c.dossier_id == dossier.c.id)
_INVOLVED = select(gathered(dossier_unit.c.unit_id)).where(dossier_unit.c.dossier_id == dossier.c.id)
_OPEN = Prepared(
    select(
        dossier,
        dossier_state.c.blob,
        dossier_state.c.version.label("seen"),
        procedure_version.c.hash.label("version_hash"),
        _INVOLVED.scalar_subquery().label("involved"),
        _SYNCED.scalar_subquery().label("synced"),
        _TROUBLED.exists().label("troubled"),
        _TRAIL.with_only_columns(trail.c.seq).scalar_subquery().label("trail_seq"),
        _TRAIL.with_only_columns(trail.c.hash).scalar_subquery().label("trail_hash"),
    )
    .join(procedure_version, procedure_version.c.id == dossier.c.version_id)
    .outerjoin(dossier_state, dossier_state.c.dossier_id == dossier.c.id)
    .where(dossier.c.id == bindparam("dossier"))
)


def open_dossier(session: Session, dossier_id: int) -> Dossier:
    """Read a dossier with its state (empty before its start). Raises ``Missing``."""
    row = _OPEN.first(session, {"dossier": dossier_id})
    if row is None:
        raise policy.no_such_dossier()
    version = versions.load(session, row.version_id, row.version_hash)
    end = audit.head_of(row.trail_seq, row.trail_hash)
    return Dossier(row, version, bytes(row.blob or b""), row.seen or 0, end)
