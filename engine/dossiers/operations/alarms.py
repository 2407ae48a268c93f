"""What the machine does by itself when an instant comes: fire a timer, go on after a long automatic stretch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.dossiers.author import MACHINE
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.models import timer
from engine.procedures import labels
from engine.spiff.acts import Continue, Fire
from engine.text import Text


def fire_timer(session: Session, dossier_id: int, task: str, now: datetime) -> None:
    """Fire a timer of the diagram once; does nothing when it is no longer running.

    Raises ``Invalid`` before its instant (a clock was set back): its job then tries again.
    """
    hold(session, dossier_id)
    row = session.execute(
        select(timer).where(timer.c.dossier_id == dossier_id, timer.c.task == task, timer.c.status == "open")
    ).first()
    if row is None:
        return
    dossier = open_dossier(session, dossier_id)
    name = labels.node_name(dossier.version.definition, dossier.version.definition.nodes[row.element])
    said = Text(f"Đến thời điểm hẹn: {name.vi}", f"Timer reached: {name.en}")
    carry(session, dossier, Fire(task), Line("timer", said, element=row.element, public=False), MACHINE, now)


def go_on(session: Session, dossier_id: int, now: datetime) -> None:
    """Continue a stretch of automatic steps that was longer than one transaction may be.

    Does nothing when the dossier has ended in the meantime (withdrawn, closed by itself).
    """
    hold(session, dossier_id)
    dossier = open_dossier(session, dossier_id)
    if dossier.row.ended_at is None:
        line = Line("continued", Text("Tiếp tục xử lý tự động", "Automatic steps continued"), public=False)
        carry(session, dossier, Continue(), line, MACHINE, now)
