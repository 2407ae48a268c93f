"""Whose business a dossier is, on record: lists and figures ask it of one narrow table instead of all work ever done.

The units that received and resolve a dossier and every unit that ever had work on it; a row is written in the
transaction that makes it true, and only when it is new.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam

from engine.dossiers.dossier import Dossier
from engine.dossiers.models import dossier_unit
from engine.platform.prepared import Prepared
from engine.platform.several import insert_several
from engine.platform.together import Write
from engine.spiff.result import StepResult

_OVER = Prepared(dossier_unit.update().where(dossier_unit.c.dossier_id == bindparam("of_dossier")))


def involved(dossier: Dossier, result: StepResult) -> Iterator[Write]:
    """Record the units this act involves for the first time."""
    placed = [step.assignment for step in (*result.opened, *result.assigned) if step.assignment is not None]
    units = {int(one.unit_id) for one in placed} | {dossier.row.receiving_unit_id, dossier.row.resolving_unit_id}
    new = sorted(units - dossier.involved)
    if new:
        yield insert_several(dossier_unit, [{"dossier_id": dossier.id, "unit_id": unit} for unit in new])


def no_longer_open(dossier: Dossier, result: StepResult, now: datetime) -> Iterator[Write]:
    """Mark the rows of a dossier that has ended; the rows of this act must have been written."""
    if result.ended:
        yield Write(_OVER, {"of_dossier": dossier.id, "ended_at": now})
