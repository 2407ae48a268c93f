"""Who used how much working time of a dossier: the one-stop desk, the units, the citizen, a partner, the machines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from engine import clock
from engine.clock import Held, local
from engine.dossiers import clockwork
from engine.dossiers.models import work_item
from engine.organisation.policy import ONE_STOP
from engine.organisation.units import tree_on
from engine.platform.prepared import Prepared
from engine.platform.time import local_day
from engine.procedures.versions import Version
from engine.text import Text

PARTIES: dict[str, Text] = {
    "desk": Text("Bộ phận một cửa", "One-stop desk"),
    "unit": Text("Đơn vị giải quyết", "Resolving units"),
    "citizen": Text("Người nộp", "Applicant"),
    "partner": Text("Cơ quan khác", "Other agencies"),
    "system": Text("Hệ thống chậm đồng bộ", "Systems out of step"),
}
_ITEMS = Prepared(
    select(work_item.c.unit_id, work_item.c.opened_at, work_item.c.closed_at)
    .where(work_item.c.dossier_id == bindparam("dossier"), work_item.c.status != "cancelled")
    .order_by(work_item.c.id)
)


@dataclass(frozen=True)
class Spent:
    """Working seconds by party (the keys of ``PARTIES``), and those of desks and units by unit."""

    parties: Counter[str] = field(default_factory=Counter)
    units: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.parties.values())


def of_dossier(session: Session, row: Row[Any], version: Version, now: datetime) -> Spent:
    """What was used from acceptance to the end, or until now; nothing for a dossier without a term."""
    assessed = clockwork.assess(session, row, version, now) if row.accepted_at else None
    spent = Spent()
    if assessed is None:
        return spent
    tree = tree_on(session, local_day(now))
    held = [
        Held(str(one.unit_id or 0), local(one.opened_at), local(one.closed_at) if one.closed_at else None)
        for one in _ITEMS.all(session, {"dossier": row.id})
    ]
    for party, seconds in clock.consumed(assessed.timeline, local(now), held).items():
        if party in PARTIES:
            spent.parties[party] += seconds
            continue
        unit = tree.get(int(party))
        is_desk = int(party) == row.receiving_unit_id or (unit is not None and unit.kind == ONE_STOP)
        spent.parties["desk" if is_desk else "unit"] += seconds
        spent.units[int(party)] += seconds
    return spent
