"""Stopping a dossier: on the applicant's request before a decision (rule C17), or after an unanswered wait (C11)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.dossiers import facts
from engine.dossiers.author import MACHINE, Author, applicant
from engine.dossiers.authorship import as_author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.legs.waiting import legs_behind
from engine.dossiers.models import wait, work_item
from engine.dossiers.spoken import when
from engine.organisation import policy, units
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Conflict, Invalid
from engine.platform.time import local_day
from engine.spiff.acts import Withdraw
from engine.text import Text

WITHDRAWN = Text("Dừng giải quyết theo yêu cầu của người nộp", "Stopped at the applicant's request")
CLOSED = Text("Tự đóng vì quá hạn trả lời", "Closed because no answer came in time")
AFTER_DECISION = frozenset({"register", "release", "return"})


def withdraw(session: Session, actor: Actor, dossier_id: int, reason: str, now: datetime) -> None:
    """The desk stops a dossier for its applicant. Raises ``Conflict`` once a decision exists."""
    hold(session, dossier_id)
    dossier = open_dossier(session, dossier_id)
    policy.require(actor, Act.WITHDRAW, facts.of_dossier(session, dossier.row, now))
    if not reason.strip():
        raise Invalid(
            Text("Chưa ghi lý do dừng giải quyết hồ sơ.", "The reason for stopping the dossier is missing."),
            fix=Text("Ghi lý do theo đề nghị của người nộp rồi bấm lại.", "Write down the applicant's reason."),
            where="ly_do",
        )
    _withdraw(session, dossier, reason, as_author(actor), now)


def withdraw_as_applicant(session: Session, dossier_id: int, reason: str, now: datetime) -> None:
    """The applicant, who opened the dossier by code and key, takes it back."""
    hold(session, dossier_id)
    dossier = open_dossier(session, dossier_id)
    _withdraw(session, dossier, reason, applicant(dossier.row.applicant_name), now)


def close_unanswered(session: Session, dossier_id: int, task: str, now: datetime) -> None:
    """End a dossier whose wait has not been answered in time; does nothing when the answer has come.

    Raises ``Conflict`` while there is time left (a clock was set back): its job then tries again.
    """
    hold(session, dossier_id)
    row = session.execute(
        select(wait).where(wait.c.dossier_id == dossier_id, wait.c.task == task, wait.c.status == "open")
    ).first()
    if row is None or row.closes_itself_at is None:
        return
    if row.closes_itself_at > now:
        raise Conflict(Text("Chưa hết thời gian chờ trả lời.", "There is still time to answer."))
    said = Text(f"{CLOSED.vi}: {row.name} (hạn {when(row.closes_itself_at).vi})", f"{CLOSED.en}: {row.name}")
    line = Line("auto_closed", said, element=row.element, detail={"wait": row.element, "rule": "C11"})
    carry(session, open_dossier(session, dossier_id), Withdraw(result="auto_closed"), line, MACHINE, now)


def may_still_withdraw(session: Session, dossier: Dossier, now: datetime) -> bool:
    """Whether no decision exists yet.

    A decision exists once only the return is left, or once the resolving authority has signed and nothing but
    numbering, sealing and returning is open, and what other agencies do after it.
    """
    if dossier.row.ended_at is not None or dossier.row.done_at is not None:
        return False
    nodes = dossier.version.definition.nodes
    items = session.execute(
        select(work_item.c.element, work_item.c.unit_id, work_item.c.status).where(work_item.c.dossier_id == dossier.id)
    ).all()
    left = {step.kind for item in items if item.status == "open" and (step := nodes[item.element].step)}
    for_others = legs_behind(dossier.version.definition)
    open_waits = select(wait.c.element).where(wait.c.dossier_id == dossier.id, wait.c.status == "open")
    waiting = [element for element in session.execute(open_waits).scalars() if element not in for_others]
    if waiting or not left <= AFTER_DECISION:
        return True
    tree = units.tree_on(session, local_day(now))
    signed = {
        tree.authority_of(item.unit_id)
        for item in items
        if item.status == "closed" and item.unit_id and (step := nodes[item.element].step) and step.kind == "sign"
    }
    return tree.authority_of(dossier.row.resolving_unit_id) not in signed


def _withdraw(session: Session, dossier: Dossier, reason: str, author: Author, now: datetime) -> None:
    if not may_still_withdraw(session, dossier, now):
        raise Conflict(
            Text(
                "Hồ sơ đã có quyết định hoặc đã kết thúc nên không dừng giải quyết được.",
                "A decision exists or the dossier has ended, so it can no longer be stopped.",
            ),
            fix=Text("Liên hệ bộ phận một cửa để nhận kết quả.", "Ask the one-stop desk for the result."),
        )
    line = Line("withdrawn", WITHDRAWN, note=reason.strip()[:2000] or None, detail={"rule": "C17"})
    carry(session, dossier, Withdraw(result="withdrawn"), line, author, now)
