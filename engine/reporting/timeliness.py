"""Early, on time, late per step and per unit: finished steps against their own limits (section 2.3 of the rules)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import clock
from engine.clock.outcomes import Outcome
from engine.dossiers.models import dossier, work_item
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act


@dataclass(frozen=True)
class Timeliness:
    """How steps were finished; the keys are ``(procedure, step element)`` and the unit's number."""

    by_step: dict[tuple[str, str], Counter[Outcome]] = field(default_factory=dict)
    by_unit: dict[int, Counter[Outcome]] = field(default_factory=dict)


def of_steps(session: Session, actor: Actor, since: datetime, until: datetime) -> Timeliness:
    """Count the steps finished between two instants in the units the reader may see; raises ``Refused``.

    A step without a limit has no outcome; a cancelled one was not finished by anybody.
    """
    policy.require(actor, Act.SEE_REPORTS)
    seen, found = policy.visible_units(actor), Timeliness()
    query = (
        select(
            dossier.c.procedure_key, work_item.c.element, work_item.c.unit_id, work_item.c.closed_at, work_item.c.due_at
        )
        .join(dossier, dossier.c.id == work_item.c.dossier_id)
        .where(
            work_item.c.status == "closed",
            work_item.c.due_at.is_not(None),
            work_item.c.unit_id.is_not(None),
            work_item.c.closed_at >= since,
            work_item.c.closed_at < until,
        )
    )
    if seen is not None:
        query = query.where(work_item.c.unit_id.in_(seen))
    for procedure, element, unit, closed, due in session.execute(query):
        how = clock.outcome(closed, due)
        found.by_step.setdefault((procedure, element), Counter())[how] += 1
        found.by_unit.setdefault(unit, Counter())[how] += 1
    return found
