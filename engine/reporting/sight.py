"""Which dossiers a reader's figures may count: exactly those the policy would show one by one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select, true

from engine.dossiers.models import dossier, wait, work_item
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.organisation.tree import Tree


def visible(tree: Tree, reader: Actor) -> ColumnElement[bool]:
    """The condition on dossiers. Raises ``Refused`` for whoever may see no report at all.

    A unit is involved when it received, resolves, ever worked, or (a partner) was ever asked.
    """
    policy.require(reader, Act.SEE_REPORTS)
    units = policy.visible_units(reader)
    if units is None:
        return true()
    worked = select(work_item.c.id).where(work_item.c.dossier_id == dossier.c.id, work_item.c.unit_id.in_(units))
    conditions = [
        dossier.c.receiving_unit_id.in_(units),
        dossier.c.resolving_unit_id.in_(units),
        worked.correlate(dossier).exists(),
    ]
    partners = [unit for unit in tree if unit.id in units and unit.level == "partner"]
    if partners:
        names = {name for unit in partners for name in (unit.kind, unit.code)}
        asked = select(wait.c.id).where(wait.c.dossier_id == dossier.c.id, wait.c.partner.in_(names))
        conditions.append(asked.correlate(dossier).exists())
    return or_(*conditions)
