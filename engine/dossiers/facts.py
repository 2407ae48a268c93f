"""What the policy needs to know about a dossier, a work item or a wait, read from their rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from engine.dossiers.models import wait, work_item
from engine.organisation import policy, units
from engine.organisation.actors import Actor
from engine.organisation.policy import ONE_STOP, Act, DossierFacts, WaitFacts, WorkFacts
from engine.organisation.tree import Tree
from engine.platform.time import local_day

_WORKED = (
    select(work_item.c.unit_id)
    .where(work_item.c.dossier_id == bindparam("dossier"), work_item.c.unit_id.is_not(None))
    .distinct()
)
_ASKED = select(wait.c.partner).where(wait.c.dossier_id == bindparam("dossier"), wait.c.partner.is_not(None)).distinct()
_UNREAD = DossierFacts(involved=frozenset())


def of_dossier(session: Session, row: Row[Any], now: datetime) -> DossierFacts:
    """Units involved in a dossier (partners it asked among them), and the desks of the authority that received it."""
    worked = set(session.execute(_WORKED, {"dossier": row.id}).scalars())
    asked = session.execute(_ASKED, {"dossier": row.id}).scalars()
    tree = units.tree_on(session, local_day(now))
    partners = {unit for name in asked for unit in partner_units(tree, name)}
    return DossierFacts(
        involved=frozenset({row.receiving_unit_id, row.resolving_unit_id} | worked | partners),
        desks=desks_of(tree, row.receiving_unit_id),
    )


def desks_of(tree: Tree, unit_id: int) -> frozenset[int]:
    """The one-stop units of the authority a unit belongs to."""
    authority = tree.authority_of(unit_id)
    return frozenset(unit.id for unit in tree.of_kind(ONE_STOP, authority.id)) if authority else frozenset()


def of_work(item: Row[Any], dossier: DossierFacts) -> WorkFacts:
    """A work item as the policy sees it; one without a unit (see its incident) fits nobody."""
    posts = frozenset(post for post in [item.post, *item.alternatives] if post)
    return WorkFacts(unit_id=item.unit_id or 0, posts=posts, dossier=dossier)


def require_work(session: Session, actor: Actor, item: Row[Any], dossier: Row[Any], now: datetime) -> WorkFacts:
    """Refuse whoever may not do a work item, as ``policy.require`` does; return the work item as the policy sees it.

    The dossier itself only decides how a refusal is worded, so it is read only then.
    """
    work = of_work(item, _UNREAD)
    if not policy.may(actor, Act.DO_WORK, work):
        policy.require(actor, Act.DO_WORK, of_work(item, of_dossier(session, dossier, now)))
    return work


def of_wait(session: Session, row: Row[Any], dossier: DossierFacts, now: datetime) -> WaitFacts:
    """A wait as the policy sees it; an agency wait may be answered by the partner or by the unit that asked."""
    tree = units.tree_on(session, local_day(now))
    partners = partner_units(tree, row.partner) if row.partner else frozenset()
    return WaitFacts(kind=row.kind, dossier=dossier, asked=partners, asking=row.asked_by_unit_id)


def partner_units(tree: Tree, name: str) -> frozenset[int]:
    """The units a wait's ``partner`` names, by kind or by code."""
    return frozenset(unit.id for unit in tree if unit.level == "partner" and name in (unit.kind, unit.code))
