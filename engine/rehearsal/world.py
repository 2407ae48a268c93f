"""The surroundings of a rehearsed dossier: one instant, and always somebody to do a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.rehearsal.values import UNIT
from engine.spiff import Assigned, Request


@dataclass(frozen=True)
class RehearsalWorld:
    """Who may really do a step is asked of an organisation, not of a walk."""

    now: datetime

    def resolve(self, request: Request) -> Assigned:
        """Anybody."""
        return Assigned(UNIT, request.post)
