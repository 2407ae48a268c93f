"""The surroundings advance() may ask about, answered for one dossier from the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from engine import spiff
from engine.dossiers.dossier import Dossier
from engine.organisation import assigning, resolution


class DossierWorld:
    """Time and organisation as seen by one act on one dossier."""

    def __init__(self, session: Session, dossier: Dossier, now: datetime) -> None:
        self._session = session
        self._dossier = dossier
        self._now = now

    @property
    def now(self) -> datetime:
        """The instant of the act."""
        return self._now

    def resolve(self, request: spiff.Request) -> spiff.Assigned | spiff.Unresolved:
        """Find the one unit and post that do a step opening now."""
        asked = assigning.Request(
            unit=request.unit_expr or "",
            post=request.post or "",
            alternatives=request.alternatives,
            receiving=self._dossier.row.receiving_unit_id,
            resolving=self._dossier.row.resolving_unit_id,
            step_units=_unit_ids(request.previous_units),
            chosen=list(request.chosen),
        )
        found = resolution.resolve(self._session, asked, self._now)
        if isinstance(found, assigning.Unresolved):
            return spiff.Unresolved(found.code, found.message)
        return spiff.Assigned(found.unit_id, found.post)


def _unit_ids(units: Mapping[str, object]) -> dict[str, int]:
    return {step: int(str(unit)) for step, unit in units.items() if unit is not None}
