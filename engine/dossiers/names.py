"""The ``ho_so`` names every expression may read: from a filing, and later from the dossier's row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier
from engine.organisation import units
from engine.platform.time import local, local_day

QUANTITY = "so_luong"
"""The answer of an application form that says how many things are asked for."""


def names_of_row(session: Session, row: Row[Any], now: datetime) -> dict[str, dict[str, Any]]:
    """``{"ho_so": {...}}`` as an expression reads it."""
    day = local_day(now)
    return {
        "ho_so": {
            "case": row.case_id,
            "channel": row.channel,
            "applicant_kind": row.applicant.get("loai"),
            "quantity": row.applicant.get(QUANTITY, 1),
            "received": local(row.accepted_at or row.submitted_at),
            "receiving_unit": units.name_at(session, row.receiving_unit_id, day),
            "resolving_unit": units.name_at(session, row.resolving_unit_id, day),
        }
    }


def of_filing(
    names: Mapping[str, Any], applicant: Mapping[str, Any], application: Mapping[str, Any], case_id: str | None = None
) -> dict[str, Any]:
    """The same names before there is a row: what is known of the desk, and what the filing says of itself."""
    own = {"case": case_id, "applicant_kind": applicant.get("loai"), "quantity": quantity_of(application)}
    return {**names, "ho_so": {**names.get("ho_so", {}), **own}, "don": application}


def quantity_of(application: Mapping[str, Any]) -> int | float:
    """How many things an application asks for; one where its form does not ask."""
    said = application.get(QUANTITY)
    return said if isinstance(said, int | float) and not isinstance(said, bool) and said > 0 else 1


def dossier_names(session: Session, dossier_id: int, now: datetime) -> dict[str, Any]:
    """The same names for a dossier known by its id."""
    row = session.execute(select(dossier).where(dossier.c.id == dossier_id)).one()
    return names_of_row(session, row, now)["ho_so"]


def form_names(session: Session, row: Row[Any], now: datetime) -> dict[str, Any]:
    """What the fields of a step's form may be prefilled from: ``ho_so``, the applicant, today."""
    return {**names_of_row(session, row, now), "nguoi_nop": row.applicant, **today(now)}


def today(now: datetime) -> dict[str, str]:
    """``hom_nay``, the Vietnamese day, as forms are prefilled with it."""
    return {"hom_nay": local_day(now).isoformat()}
