"""Which papers a member of staff may open: those of dossiers they may see, and registers they keep."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine.dossiers import facts
from engine.dossiers.dossier import open_dossier
from engine.dossiers.papers import numbering, register
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Missing
from engine.text import Text


def paper(session: Session, actor: Actor, public_id: str, now: datetime) -> Row[Any]:
    """A paper's row. Raises ``Missing`` for one that is none of the reader's business."""
    row = numbering.find(session, public_id)
    if row.dossier_id is not None:
        dossier = open_dossier(session, row.dossier_id)
        policy.require(actor, Act.SEE_DOSSIER, facts.of_dossier(session, dossier.row, now))
    elif not register.may_open(session, actor, row.unit_id, now):
        raise Missing(Text("Không tìm thấy giấy này.", "There is no such paper."))
    return row
