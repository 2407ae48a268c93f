"""What is not synchronised, how many are, and the acts of an administrator: tell again, leave one out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.connectors.contrib.portal import PORTAL
from engine.connectors.models import partner
from engine.dossiers.holding import hold
from engine.dossiers.models import dossier
from engine.dossiers.portal_sync import enrolment, noting
from engine.dossiers.portal_sync.models import (
    BEHIND,
    DROPPED,
    REFUSED,
    STUCK,
    WAITING,
    dossier_sync,
    portal_event,
    portal_message,
)
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.operations.acting import By
from engine.organisation.policy import Act
from engine.platform.errors import Conflict, Missing
from engine.platform.rows import rows_changed
from engine.procedures import catalogue
from engine.text import Text

SHOWN = 200


@dataclass(frozen=True)
class Console:
    """Everything the page shows. ``left`` are dossiers the portal does not know the latest of, stuck ones first."""

    partner: Row[Any] | None
    counts: Mapping[str, int]
    left: Sequence[Row[Any]]
    scope: Mapping[str, bool]
    procedures: Sequence[tuple[str, str]]
    received: Sequence[Row[Any]]


def read(session: Session, actor: Actor, now: datetime) -> Console:
    """Read the page. Raises ``Refused`` for whoever does not administer."""
    policy.require(actor, Act.ADMINISTER)
    counted = select(dossier_sync.c.status, func.count()).group_by(dossier_sync.c.status)
    untold = select(func.count()).where(
        portal_event.c.dossier_id == dossier.c.id, portal_event.c.status.in_((WAITING, REFUSED))
    )
    left = (
        select(dossier_sync, dossier.c.code, dossier.c.reference, untold.scalar_subquery().label("untold"))
        .join(dossier, dossier.c.id == dossier_sync.c.dossier_id)
        .where(dossier_sync.c.status.in_((BEHIND, STUCK)))
        .order_by(dossier_sync.c.status.desc(), dossier_sync.c.changed_at)
    )
    received = select(portal_message).order_by(portal_message.c.id.desc()).limit(20)
    return Console(
        partner=session.execute(select(partner).where(partner.c.code == PORTAL)).first(),
        counts={status: int(count) for status, count in session.execute(counted)},
        left=session.execute(left.limit(SHOWN)).all(),
        scope=enrolment.scope(session),
        procedures=[(row.key, row.name) for row in catalogue.in_force(session, now)],
        received=session.execute(received).all(),
    )


def events(session: Session, dossier_id: int) -> Sequence[Row[Any]]:
    """What was or is to be told of a dossier, oldest first."""
    mine = select(portal_event).where(portal_event.c.dossier_id == dossier_id)
    return session.execute(mine.order_by(portal_event.c.seq)).all()


def of_dossier(session: Session, dossier_id: int) -> Row[Any] | None:
    """The synchronisation status of a dossier; None when it is not synchronised."""
    return session.execute(select(dossier_sync).where(dossier_sync.c.dossier_id == dossier_id)).first()


def retry(session: Session, by: By, dossier_id: int) -> None:
    """Tell a dossier again from where it stopped. Raises ``Conflict`` when nothing is left to tell."""
    by.require_administrator()
    _held(session, dossier_id)
    waiting = portal_event.c.status.in_((WAITING, REFUSED))
    mine = portal_event.update().where(portal_event.c.dossier_id == dossier_id, waiting)
    if not rows_changed(session, mine.values(status=WAITING)):
        raise Conflict(Text("Hồ sơ này đã đồng bộ xong.", "This dossier is synchronised."))
    _go_on(session, by, dossier_id, "portal_retried")


def leave_out(session: Session, by: By, dossier_id: int) -> None:
    """Leave out what the portal refuses and go on with what follows. Raises ``Conflict`` when nothing is refused."""
    by.require_administrator()
    _held(session, dossier_id)
    refused = portal_event.update().where(portal_event.c.dossier_id == dossier_id, portal_event.c.status == REFUSED)
    if not rows_changed(session, refused.values(status=DROPPED)):
        raise Conflict(Text("Cổng không từ chối nội dung nào.", "The portal refuses nothing of it."))
    _go_on(session, by, dossier_id, "portal_dropped")


def _go_on(session: Session, by: By, dossier_id: int, act: str) -> None:
    change = dossier_sync.update().where(dossier_sync.c.dossier_id == dossier_id)
    session.execute(change.values(status=BEHIND, last_error=None))
    noting.put_in_queue(session, dossier_id, f"again/{by.at:%Y%m%d%H%M%S%f}", by.at)
    by.record(session, "portal", dossier_id, act)


def _held(session: Session, dossier_id: int) -> None:
    hold(session, dossier_id)
    if of_dossier(session, dossier_id) is None:
        raise Missing(Text("Hồ sơ này không thuộc diện đồng bộ.", "This dossier is not synchronised."))
