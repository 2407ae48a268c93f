"""Which dossiers are synchronised: decided when a dossier is handed in, by procedure; open ones may join later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors.contrib.portal import PORTAL
from engine.connectors.models import partner
from engine.dossiers.author import MACHINE
from engine.dossiers.models import dossier
from engine.dossiers.portal_sync import noting
from engine.dossiers.portal_sync.models import BEHIND, EVERY, dossier_sync, portal_scope
from engine.organisation.operations.acting import By
from engine.platform.errors import Missing
from engine.platform.upsert import upsert
from engine.text import Text

_JOINED = Text("Bắt đầu đồng bộ hồ sơ đang giải quyết", "Synchronisation of an open dossier begins")
_AT_ONCE = 500


def begin(session: Session, dossier_id: int, key: str, now: datetime, portal_code: str | None = None) -> None:
    """Let a dossier just handed in be synchronised, when its procedure is; one that came from the portal always is."""
    if portal_code is None and not included(session, key):
        return
    session.execute(
        dossier_sync.insert().values(
            dossier_id=dossier_id,
            portal_code=portal_code,
            origin="portal" if portal_code else "ours",
            status=BEHIND,
            last_seq=0,
            changed_at=now,
        )
    )


def included(session: Session, key: str) -> bool:
    """Whether dossiers of a procedure are synchronised: its own rule, else the installation's."""
    asked = select(portal_scope.c.procedure_key, portal_scope.c.included)
    rules = {
        row.procedure_key: row.included
        for row in session.execute(asked.where(portal_scope.c.procedure_key.in_([key, EVERY])))
    }
    return bool(rules.get(key, rules.get(EVERY, False)))


def scope(session: Session) -> dict[str, bool]:
    """Every rule by procedure."""
    return {row.procedure_key: row.included for row in session.execute(select(portal_scope))}


def set_scope(session: Session, by: By, key: str, wanted: bool | None) -> None:
    """Include or exclude a procedure (``*``: all others); None removes its own rule."""
    by.require_administrator()
    if wanted is None:
        session.execute(portal_scope.delete().where(portal_scope.c.procedure_key == key))
    else:
        told = {"included": wanted, "changed_at": by.at, "changed_by": by.name}
        upsert(session, portal_scope, {"procedure_key": key, **told}, key=("procedure_key",), change=told)
    by.record(session, "portal", key, "portal_scope_changed", included=wanted)


def let_open_ones_join(session: Session, by: By) -> int:
    """Synchronise open dossiers of included procedures that are not yet; returns how many joined (500 at most)."""
    by.require_administrator()
    if session.execute(select(partner.c.code).where(partner.c.code == PORTAL)).first() is None:
        raise Missing(Text("Chưa khai báo đối tác “portal”.", "The partner “portal” is not declared."))
    known = select(dossier_sync.c.dossier_id).where(dossier_sync.c.dossier_id == dossier.c.id).exists()
    keys = session.execute(select(dossier.c.procedure_key).where(dossier.c.ended_at.is_(None)).distinct()).scalars()
    wanted = [key for key in keys if included(session, key)]
    open_ones = select(dossier).where(dossier.c.ended_at.is_(None), dossier.c.procedure_key.in_(wanted), ~known)
    rows = session.execute(open_ones.order_by(dossier.c.id).limit(_AT_ONCE)).all()
    for row in rows:
        begin(session, row.id, row.procedure_key, by.at)
        noting.note(session, row, 0, {}, _JOINED, MACHINE, by.at)
    by.record(session, "portal", EVERY, "portal_retried", joined=len(rows))
    return len(rows)
