"""What a child means for its parent: how its leg stands, and at the end its answer or the error the diagram catches."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors.contrib.child import REFUSED, STOPPED
from engine.connectors.models import OPEN, connector_call
from engine.dossiers import calls as reading
from engine.dossiers import rules
from engine.dossiers.author import Author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.legs import hearing
from engine.dossiers.legs.words import Heard
from engine.dossiers.models import dossier as table
from engine.dossiers.models import form_submission, work_item
from engine.dossiers.operations import calls
from engine.dossiers.status import Status
from engine.organisation import units
from engine.platform.time import local_day
from engine.spiff.acts import Complete, Withdraw
from engine.text import Text

_HEARD = {Status.SUPPLEMENT: Heard.SUPPLEMENT, Status.SUBMITTED: Heard.RECEIVED, Status.ACCEPTED: Heard.RECEIVED}
WITH_THE_PARENT = Text("Trả kết quả cùng hồ sơ liên thông", "Handed over with the interlinked dossier")
NO_LONGER_WANTED = Text("Dừng vì hồ sơ cha đã dừng", "Stopped because its parent was stopped")


def tell(session: Session, child_id: int, now: datetime) -> None:
    """Bring the parent's leg up to date. The parent is held; the child is only read."""
    child = open_dossier(session, child_id)
    call = call_of(session, child_id)
    if call is None or call.status not in OPEN:
        return
    author = _author(session, child, now)
    status = Status(child.row.status)
    if child.row.ended_at is None and child.row.done_at is None:
        word = _HEARD.get(status, Heard.PROCESSING)
        said = _reason(session, child_id) if word is Heard.SUPPLEMENT else ""
        hearing.note(session, call, {"status": word.value, "said": said}, author, now)
    elif child.row.result in (None, "granted"):
        calls.answered(session, call, _response(session, child), child.row.code, author, now)
    else:
        code = REFUSED if child.row.result == "refused" else STOPPED
        calls.refused(session, call, code, _reason(session, child_id) or _words(code), author, now)


def end(session: Session, call_id: int, now: datetime) -> None:
    """End the child of a call that is not wanted any more, or whose parent has ended; the child is held.

    A child whose work is done only has its result to hand over: that happens with the parent's. Any other is stopped.
    """
    call = reading.find(session, call_id)
    if call.child_id is None:
        return
    hold(session, call.child_id)
    child = open_dossier(session, call.child_id)
    if child.row.ended_at is not None:
        return
    parent = session.execute(select(table.c.code).where(table.c.id == call.dossier_id)).scalar()
    author = Author(name=f"Liên thông từ hồ sơ {parent or ''}".strip(), account=f"dossier:{call.dossier_id}")
    if child.row.done_at is not None:
        _hand_over(session, child, author, now)
        return
    line = Line("withdrawn", NO_LONGER_WANTED, detail={"parent": call.dossier_id})
    carry(session, child, Withdraw(result="withdrawn"), line, author, now)


def _hand_over(session: Session, child: Dossier, author: Author, now: datetime) -> None:
    items = select(work_item).where(work_item.c.dossier_id == child.id, work_item.c.status == "open")
    for item in session.execute(items.order_by(work_item.c.id)).all():
        node = child.version.definition.nodes[item.element]
        outcome = rules.outcome_of(node, None)
        if node.step is None or node.step.kind != "return":
            continue
        line = Line("completed", WITH_THE_PARENT, element=node.id, step_no=node.step.no)
        done = Complete(item.task, outcome=outcome.id if outcome else None, unit=item.unit_id, at=now)
        carry(session, open_dossier(session, child.id), done, line, author, now)


def call_of(session: Session, child_id: int) -> Row[Any] | None:
    """The call a child answers."""
    return session.execute(select(connector_call).where(connector_call.c.child_id == child_id)).first()


def _author(session: Session, child: Dossier, now: datetime) -> Author:
    unit = child.row.resolving_unit_id
    name = units.name_at(session, unit, local_day(now))
    return Author(name=name, account=f"dossier:{child.id}", unit_id=unit, unit_name=name)


def _response(session: Session, child: Dossier) -> dict[str, Any]:
    """The answer of a child: its code, its result, and the routing values of its steps, by step."""
    steps: dict[str, dict[str, Any]] = {}
    rows = session.execute(
        select(form_submission.c.element, form_submission.c.form, form_submission.c["values"].label("given"))
        .where(form_submission.c.dossier_id == child.id, form_submission.c.element != "don")
        .order_by(form_submission.c.id)
    )
    for row in rows:
        form = child.version.form(row.form)
        routing = form.routing_keys if form else ()
        steps[row.element] = {name: row.given.get(name) for name in routing}
    ended = local_day(child.row.ended_at or child.row.done_at)
    result = {"so_tiep_nhan": child.row.code, "ket_qua": child.row.result, "ngay_ket_qua": ended.isoformat()}
    return {**result, "cac_buoc": steps}


def _reason(session: Session, child_id: int) -> str:
    rows = session.execute(
        select(form_submission.c["values"])
        .where(form_submission.c.dossier_id == child_id)
        .order_by(form_submission.c.id.desc())
        .limit(3)
    ).scalars()
    return next((str(values["ly_do"]) for values in rows if values.get("ly_do")), "")


def _words(code: str) -> str:
    return "Hồ sơ con bị từ chối." if code == REFUSED else "Hồ sơ con đã dừng."
