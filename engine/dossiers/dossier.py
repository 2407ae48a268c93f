"""One dossier opened for an act: its row, the version it is pinned to, and its engine state with the version seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, dossier_state
from engine.platform.errors import Missing
from engine.procedures import versions
from engine.procedures.versions import Version
from engine.text import Text


@dataclass(frozen=True)
class Dossier:
    """What an operation works on; ``seen`` is the state's optimistic version."""

    row: Row[Any]
    version: Version
    state: bytes
    seen: int

    @property
    def id(self) -> int:
        """The row id."""
        return int(self.row.id)


NOT_FOUND = Text("Không tìm thấy hồ sơ.", "No such dossier.")


def open_dossier(session: Session, dossier_id: int) -> Dossier:
    """Read a dossier with its state (empty before its start). Raises ``Missing``."""
    query = (
        select(dossier, dossier_state.c.blob, dossier_state.c.version.label("seen"))
        .outerjoin(dossier_state, dossier_state.c.dossier_id == dossier.c.id)
        .where(dossier.c.id == dossier_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise Missing(NOT_FOUND)
    return Dossier(row, versions.load(session, row.version_id), bytes(row.blob or b""), row.seen or 0)
