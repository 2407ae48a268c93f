"""What the console shows of compared days: the last days of each partner, and differences, the open ones first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from engine.connectors.books.models import partner_day, partner_difference
from engine.connectors.models import connector_call, partner

SHOWN = 60
MOST = 20_000
"""Rows of the longest export."""


def days(session: Session, code: str = "") -> Sequence[Row[Any]]:
    """Compared days, newest first, each with how many differences it has and how many are open."""
    open_one = case((partner_difference.c.id.is_not(None) & partner_difference.c.settled_at.is_(None), 1), else_=0)
    query = (
        select(
            partner_day,
            partner.c.name,
            func.count(partner_difference.c.id).label("differences"),
            func.coalesce(func.sum(open_one), 0).label("unsettled"),
        )
        .join(partner, partner.c.code == partner_day.c.partner)
        .outerjoin(partner_difference, partner_difference.c.day_id == partner_day.c.id)
        .group_by(partner_day.c.id, partner.c.name)
        .order_by(partner_day.c.day.desc(), partner.c.name)
    )
    return session.execute((query.where(partner_day.c.partner == code) if code else query).limit(SHOWN)).all()


def differences(
    session: Session, code: str = "", day: str = "", *, unsettled: bool = False, most: int = SHOWN * 5
) -> Sequence[Row[Any]]:
    """Differences with their day, partner and dossier, the newest day first."""
    query = (
        select(
            partner_difference,
            partner_day.c.day,
            partner_day.c.partner,
            partner.c.name.label("partner_name"),
            connector_call.c.name.label("call_name"),
            connector_call.c.dossier_id,
        )
        .join(partner_day, partner_day.c.id == partner_difference.c.day_id)
        .join(partner, partner.c.code == partner_day.c.partner)
        .outerjoin(connector_call, connector_call.c.id == partner_difference.c.call_id)
        .order_by(partner_day.c.day.desc(), partner_difference.c.id)
    )
    for condition, wanted in (
        (partner_day.c.partner == code, bool(code)),
        (partner_day.c.day == day, bool(day)),
        (partner_difference.c.settled_at.is_(None), unsettled),
    ):
        if wanted:
            query = query.where(condition)
    return session.execute(query.limit(most)).all()


def unsettled(session: Session) -> int:
    """How many differences nobody has cleared up."""
    query = select(func.count()).select_from(partner_difference).where(partner_difference.c.settled_at.is_(None))
    return int(session.execute(query).scalar_one())
