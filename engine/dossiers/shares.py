"""Each agency's own due date in an interlinked chain (rule C20): its share of the term, counted in its calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine import clock
from engine.dossiers.clockwork import calendar_of
from engine.dossiers.names import names_of_row
from engine.dossiers.terms import shares_of
from engine.organisation import units
from engine.platform.time import local_day
from engine.procedures.versions import Version


def of_dossier(
    session: Session, row: Row[Any], version: Version, assessed: clock.Assessment, now: datetime
) -> tuple[clock.PartDue, ...]:
    """The due dates of the agencies, in order; none where the term is not divided or the clock has not begun."""
    if not assessed.timeline.runs or not any(term.agency for term in version.definition.terms):
        return ()
    shares = shares_of(version.definition, row.case_id, row.channel, names_of_row(session, row, now), now)
    parts = []
    for anchor, amount, unit in shares:
        unit_id = row.receiving_unit_id if anchor == "receiving" else row.resolving_unit_id
        named = units.name_at(session, unit_id, local_day(now)) if anchor in ("receiving", "resolving") else anchor
        parts.append(clock.Part(named.removeprefix("external:"), amount, unit, calendar_of(session, unit_id, now)))
    timeline = assessed.timeline
    return clock.part_dues(timeline.run.start, parts, timeline.stops(before=timeline.run.ended))
