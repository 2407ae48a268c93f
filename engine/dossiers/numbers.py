"""Number series without gaps: daily dossier numbers and the code built from them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from engine.dossiers.models import number_series
from engine.platform.db import TRIAL, space_of
from engine.platform.time import local
from engine.platform.upsert import upsert


def next_number(session: Session, series: str) -> int:
    """Take the next number of a series, starting at 1; a rolled-back transaction gives its number back."""
    change = {"last": number_series.c.last + 1}
    row = {"name": series, "last": 1}
    taken = upsert(session, number_series, row, key=("name",), change=change, returning=("last",))
    return int(taken.scalar_one())


def dossier_code(session: Session, agency_code: str, accepted_at: datetime) -> str:
    """The code of a dossier: agency e-ID code, date of acceptance, daily number (Circular 03/2025, article 13).

    Issued at acceptance, never at submission; it does not change when the agency is renamed. In a trial the code
    begins with ``THU-``, so that nobody takes it for a dossier.
    """
    day = f"{local(accepted_at):%y%m%d}"
    number = next_number(session, f"dossier/{agency_code}/{day}")
    mark = "THU-" if space_of(session) == TRIAL else ""
    return f"{mark}{agency_code}-{day}-{number:04d}"
