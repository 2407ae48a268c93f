"""Taking back a step one has just finished: a forward act that restores what was, until the next person acts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors import attempts
from engine.connectors.models import connector_call
from engine.dossiers import calls, facts, state
from engine.dossiers.authorship import as_author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.models import form_submission, work_item, work_item_draft
from engine.dossiers.rules import outcome_of
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Conflict
from engine.procedures import labels
from engine.spiff.acts import Restore
from engine.text import Text

TOO_LATE = Text(
    "Không thu hồi được: đã có người khác xử lý tiếp, hoặc giấy tờ đã phát hành.",
    "It cannot be recalled: somebody has gone on, or a paper has been issued.",
)
ASK_BACK = Text("Liên hệ người đang giữ hồ sơ để chuyển lại.", "Ask whoever has the dossier to send it back.")


def recall(session: Session, actor: Actor, dossier_id: int, now: datetime) -> None:
    """Restore the dossier to what it was before the actor's last step. Raises ``Conflict`` when it is too late."""
    hold(session, dossier_id)
    dossier = open_dossier(session, dossier_id)
    seen = facts.of_dossier(session, dossier.row, now)
    policy.require(actor, Act.SEE_DOSSIER, seen)
    item = _last_step(session, actor, dossier)
    partner = _told(session, dossier.id, item.closed_at, held=True) if item else None
    if partner is not None:
        raise Conflict(
            Text(
                f"Không thu hồi được: bước này đã gửi đề nghị tới {partner}.",
                f"It cannot be recalled: a request of this step has gone to {partner}.",
            ),
            fix=Text(
                "Chờ trả lời rồi xử lý tiếp, hoặc dừng giải quyết hồ sơ: đối tác sẽ được báo.",
                "Wait for the answer and go on, or stop the dossier: the partner is then told.",
            ),
        )
    before = state.snapshot_before(session, dossier_id, dossier.seen) if item else None
    if item is None or before is None:
        raise Conflict(TOO_LATE, fix=ASK_BACK)
    node = dossier.version.definition.nodes[item.element]
    name = labels.node_name(dossier.version.definition, node)
    line = Line(
        "recalled",
        Text(f"Thu hồi bước: {name.vi}", f"Step recalled: {name.en}"),
        element=item.element,
        step_no=item.step_no,
        detail={"element": item.element},
    )
    work = facts.of_work(item, seen)
    result = carry(session, dossier, Restore(before), line, as_author(actor, policy.working_as(actor, work)), now)
    again = next((opened.task for opened in result.opened if opened.element == item.element), None)
    if again is not None:
        _bring_back(session, actor, dossier_id, item, again, now)


def recallable(session: Session, actor: Actor, dossier: Dossier) -> Row[Any] | None:
    """The step the actor may still take back: their own, the very last act, nothing issued, nobody has begun since,
    no call of it has left."""
    item = _last_step(session, actor, dossier)
    return None if item is None or _told(session, dossier.id, item.closed_at, held=False) else item


def _last_step(session: Session, actor: Actor, dossier: Dossier) -> Row[Any] | None:
    if dossier.row.ended_at is not None or dossier.row.done_at is not None:
        return None
    item = session.execute(
        select(work_item).where(
            work_item.c.dossier_id == dossier.id,
            work_item.c.status == "closed",
            work_item.c.closed_version == dossier.seen,
            work_item.c.closed_by_person_id == actor.person_id,
        )
    ).first()
    if item is None or _begun(session, dossier.id, actor):
        return None
    outcome = outcome_of(dossier.version.definition.nodes[item.element], item.outcome)
    return None if outcome is not None and outcome.produces else item


def _told(session: Session, dossier_id: int, since: datetime, *, held: bool) -> str | None:
    """The partner that may know of a call the last act asked for or ended; ``held``: no attempt begins meanwhile."""
    about = (connector_call.c.opened_at >= since) | (connector_call.c.ended_at >= since)
    mine = select(connector_call).where(connector_call.c.dossier_id == dossier_id, about).order_by(connector_call.c.id)
    for call in session.execute(mine.with_for_update(key_share=True) if held else mine).all():
        if attempts.may_have_left(session, call.id):
            return calls.partner_name(session, call.partner)
    return None


def _begun(session: Session, dossier_id: int, actor: Actor) -> bool:
    """Whether another person has taken one of the steps that are open now."""
    query = select(work_item.c.id).where(
        work_item.c.dossier_id == dossier_id,
        work_item.c.status == "open",
        work_item.c.person_id.is_not(None),
        work_item.c.person_id != actor.person_id,
    )
    return session.execute(query.limit(1)).first() is not None


def _bring_back(session: Session, actor: Actor, dossier_id: int, item: Row[Any], task: str, now: datetime) -> None:
    """Put what was typed back into the step as a draft."""
    opened = session.execute(
        select(work_item.c.id).where(work_item.c.dossier_id == dossier_id, work_item.c.task == task)
    ).scalar_one()
    values = session.execute(
        select(form_submission.c["values"])
        .where(form_submission.c.dossier_id == dossier_id, form_submission.c.task == item.task)
        .order_by(form_submission.c.id.desc())
        .limit(1)
    ).scalar()
    session.execute(
        work_item_draft.insert().values(
            work_item_id=opened,
            account_id=actor.account_id,
            values=values or {},
            outcome=item.outcome,
            saved_at=now,
        )
    )
