"""Voiding an issued paper: its number stays, with the reason; a new paper may take its place at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine.documents.printing import roles
from engine.documents.printing.models import ISSUED, VOID, issued_paper
from engine.documents.printing.roles import ROLES
from engine.dossiers import facts
from engine.dossiers.authorship import as_author
from engine.dossiers.dossier import open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.papers import issuing, numbering
from engine.dossiers.papers.gathering import Occasion
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Conflict, Invalid
from engine.text import Text


def void(session: Session, actor: Actor, public_id: str, reason: str, now: datetime, *, again: bool) -> int | None:
    """Void a paper of a dossier; with ``again`` a fresh one is issued under the next number and its row returned.

    Raises ``Invalid`` without a reason, ``Conflict`` when it is void already or is an apology that moved a date.
    """
    row = numbering.find(session, public_id)
    if row.dossier_id is None:
        raise _refused("Trang sổ theo dõi không hủy được.", "A page of the register cannot be voided.")
    hold(session, row.dossier_id)
    row = numbering.find(session, public_id)
    dossier = open_dossier(session, row.dossier_id)
    policy.require(actor, Act.VOID_PAPER, facts.of_dossier(session, dossier.row, now))
    if row.role == roles.APOLOGY.code or row.status != ISSUED:
        raise _refused(
            "Giấy này không hủy được: đã hủy trước đó, còn là dự thảo, hoặc là văn bản xin lỗi đã gửi.",
            "This paper cannot be voided: it is void already, still a draft, or an apology that was sent.",
        )
    if not reason.strip():
        raise Invalid(
            Text("Chưa ghi lý do hủy giấy.", "The reason for voiding is missing."),
            Text("Ghi lý do: số của giấy được giữ lại cùng lý do này.", "Say why: the number stays with this reason."),
            where="ly_do",
        )
    author = as_author(actor)
    gone = {"status": VOID, "void_at": now, "void_by": author.name, "void_reason": reason.strip()[:1000]}
    session.execute(issued_paper.update().where(issued_paper.c.id == row.id).values(**gone))
    numbering.note(session, row.id, "paper_voided", author, now, role=row.role, dossier=row.dossier_id)
    if not again:
        return None
    occasion = Occasion(session, dossier.row, dossier.version, author, now, _reason_of(row))
    return issuing.issue(occasion, ROLES[row.role])


def _reason_of(row: Row[Any]) -> str:
    """What the officer typed for the paper that is replaced."""
    return str(row.fields.get("nguyen_van") or row.fields.get("ly_do") or "")


def _refused(vi: str, en: str) -> Conflict:
    return Conflict(Text(vi, en), Text("Mở lại hồ sơ để xem giấy tờ.", "Open the dossier to see its papers."))
