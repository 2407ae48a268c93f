"""Where a procedure can be filed: the one-stop desks of the level that takes it."""

from __future__ import annotations

from datetime import datetime

from engine.bpmn.definition import Definition
from engine.organisation import units
from engine.organisation.policy import ONE_STOP
from engine.organisation.tree import UnitOnDay
from engine.platform.db import reading
from engine.platform.time import local_day


def desks(definition: Definition, now: datetime) -> list[tuple[int, UnitOnDay]]:
    """Pairs of a desk's unit id and the authority it receives for, by name; of the procedure's level if any."""
    with reading() as session:
        tree = units.tree_on(session, local_day(now))
    found = [
        (desk.id, authority)
        for desk in tree
        if desk.kind == ONE_STOP and (authority := tree.authority_of(desk.id)) is not None
    ]
    fitting = [pair for pair in found if not definition.level or pair[1].level == definition.level]
    return sorted(fitting or found, key=lambda pair: pair[1].name)
