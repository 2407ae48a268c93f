"""What an officer does with a work item: take it, give it back, hand it over, save a draft, finish it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from engine import forms
from engine.bpmn.definition import Node, Outcome
from engine.documents import files
from engine.documents.files import Upload
from engine.documents.store import FileStore
from engine.dossiers import facts, rules, supplements
from engine.dossiers.authorship import as_author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.errors import Incomplete, in_part
from engine.dossiers.holding import hold_by_work
from engine.dossiers.models import dossier as dossiers
from engine.dossiers.models import form_submission, work_item, work_item_draft
from engine.dossiers.names import form_names
from engine.dossiers.operations.acceptance import accept
from engine.dossiers.options import unit_options
from engine.dossiers.spoken import when
from engine.forms import Form
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.platform.errors import Conflict, Missing
from engine.platform.prepared import Prepared
from engine.platform.rows import rows_changed
from engine.platform.together import Write
from engine.procedures import labels, versions
from engine.procedures.models import procedure_version
from engine.spiff.acts import Complete
from engine.text import Text

REASON = "ly_do"


@dataclass(frozen=True)
class Answers:
    """What an officer wrote at a step: what is stored, and what goes on into the engine."""

    values: Mapping[str, Any]
    routing: Mapping[str, Any] = field(default_factory=dict)


_DRAFTS = select(work_item_draft.c.work_item_id).where(work_item_draft.c.work_item_id == work_item.c.id)
_FIND = Prepared(select(work_item, _DRAFTS.exists().label("drafted")).where(work_item.c.id == bindparam("work_item")))
_WHERE = Prepared(
    select(
        work_item.c.dossier_id,
        work_item.c.element,
        dossiers.c.version_id,
        procedure_version.c.hash.label("version_hash"),
    )
    .join(dossiers, dossiers.c.id == work_item.c.dossier_id)
    .join(procedure_version, procedure_version.c.id == dossiers.c.version_id)
    .where(work_item.c.id == bindparam("work_item"))
)
_SUBMIT = Prepared(form_submission.insert())
NEEDS_REASON = frozenset({"supplement_slip", "refusal_slip"})


def complete(
    session: Session,
    file_store: FileStore,
    actor: Actor,
    work_item_id: int,
    outcome_id: str | None,
    raw: Mapping[str, Any],
    uploads: Sequence[Upload],
    now: datetime,
    *,
    part: str = "form",
) -> int:
    """Finish an open step with one of its outcomes; returns the dossier's id.

    Raises ``Incomplete`` for mistakes in the form, ``Conflict`` when somebody else was faster.
    """
    hold_by_work(session, work_item_id)
    item = find(session, work_item_id)
    dossier = open_dossier(session, item.dossier_id)
    work = facts.require_work(session, actor, item, dossier.row, now)
    _still_open(item)
    author = as_author(actor, policy.working_as(actor, work))
    node = dossier.version.definition.nodes[item.element]
    outcome = _outcome(node, outcome_id, part)
    submission = _checked(session, dossier, node, outcome, raw, part, now)
    once_more = supplements.require_reason(session, dossier, outcome, raw, part, now)
    if rules.accepts(node, outcome) and dossier.row.accepted_at is None:
        dossier = accept(session, dossier, author, now)
    also: list[Write] = []
    if submission is not None:
        filled = {
            "dossier_id": dossier.id,
            "element": item.element,
            "task": item.task,
            "form": node.step.form if node.step and node.step.form else REASON,
            "values": dict(submission.values),
            "author": author.name,
            "at": now,
        }
        also.append(Write(_SUBMIT, filled))
    for upload in uploads:
        files.add(session, file_store, dossier.id, upload, author.name, now)
    act = Complete(
        item.task,
        outcome=outcome.id if outcome else None,
        values=dict(submission.routing) if submission else {},
        unit=item.unit_id,
        at=now,
    )
    supplements.note_again(session, dossier, item.element, once_more, author, now)
    carry(session, dossier, act, _line(dossier, node, outcome, submission), author, now, also)
    if item.drafted:
        session.execute(work_item_draft.delete().where(work_item_draft.c.work_item_id == item.id))
    return dossier.id


def claim(session: Session, actor: Actor, work_item_id: int, now: datetime) -> None:
    """Take an open work item on oneself. Raises ``Conflict`` when somebody else has it."""
    item = _workable(session, actor, work_item_id, now)
    free = (work_item.c.id == item.id) & work_item.c.person_id.is_(None) & (work_item.c.status == "open")
    mine = work_item.update().where(free).values(person_id=actor.person_id, person_name=actor.name, claimed_at=now)
    if rows_changed(session, mine) != 1 and item.person_id != actor.person_id:
        raise Conflict(
            Text(f"{item.person_name} đã nhận việc này trước.", f"{item.person_name} has already taken this."),
            fix=Text("Nhờ người đó trả lại việc nếu cần.", "Ask them to give it back if need be."),
        )


def release(session: Session, actor: Actor, work_item_id: int, now: datetime) -> None:
    """Give a work item back to everybody who holds the post."""
    item = _workable(session, actor, work_item_id, now)
    mine = (work_item.c.id == item.id) & (work_item.c.person_id == actor.person_id) & (work_item.c.status == "open")
    session.execute(work_item.update().where(mine).values(person_id=None, person_name=None, claimed_at=None))


def save_draft(
    session: Session, actor: Actor, work_item_id: int, outcome_id: str | None, values: Mapping[str, Any], now: datetime
) -> None:
    """Keep what has been typed so far; nothing is checked, nothing moves."""
    item = _workable(session, actor, work_item_id, now)
    mine = (work_item_draft.c.work_item_id == item.id) & (work_item_draft.c.account_id == actor.account_id)
    kept = {"values": dict(values), "outcome": outcome_id, "saved_at": now}
    if not rows_changed(session, work_item_draft.update().where(mine).values(**kept)):
        session.execute(work_item_draft.insert().values(work_item_id=item.id, account_id=actor.account_id, **kept))


def find(session: Session, work_item_id: int) -> Row[Any]:
    """The row of a work item. Raises ``Missing``."""
    row: Row[Any] = _existing(_FIND.first(session, {"work_item": work_item_id}))
    return row


def form_of(session: Session, work_item_id: int) -> tuple[int, Form | None]:
    """The dossier of a work item, and the form of its step: what a page must know to read what was sent.

    Raises ``Missing``.
    """
    row = _existing(_WHERE.first(session, {"work_item": work_item_id}))
    version = versions.load(session, row.version_id, row.version_hash)
    step = version.definition.nodes[row.element].step
    return row.dossier_id, version.form(step.form if step else None)


def _existing(row: Any) -> Any:
    if row is None:
        raise Missing(Text("Không tìm thấy việc này.", "No such work item."))
    return row


def _workable(session: Session, actor: Actor, work_item_id: int, now: datetime) -> Row[Any]:
    hold_by_work(session, work_item_id)
    item = find(session, work_item_id)
    dossier = open_dossier(session, item.dossier_id)
    facts.require_work(session, actor, item, dossier.row, now)
    _still_open(item)
    return item


def _still_open(item: Row[Any]) -> None:
    if item.status == "open":
        return
    done = Text(
        f"Bước này đã được {item.closed_by} hoàn thành lúc {when(item.closed_at).vi}.",
        f"This step was finished by {item.closed_by} at {when(item.closed_at).en}.",
    )
    raise Conflict(done, fix=Text("Mở lại hồ sơ để xem tiến độ.", "Open the dossier to see how it stands."))


def _outcome(node: Node, outcome_id: str | None, part: str) -> Outcome | None:
    outcome = rules.outcome_of(node, outcome_id)
    if outcome is None and node.step and node.step.outcomes:
        raise Incomplete({f"{part}.outcome": Text("Chọn kết quả của bước này.", "Choose the outcome of this step.")})
    return outcome


def _checked(
    session: Session,
    dossier: Dossier,
    node: Node,
    outcome: Outcome | None,
    raw: Mapping[str, Any],
    part: str,
    now: datetime,
) -> Answers | None:
    form = dossier.version.form(node.step.form if node.step else None)
    reason = str(raw.get(REASON) or "").strip()
    if outcome is not None and outcome.produces in NEEDS_REASON and not reason:
        raise Incomplete(
            {
                f"{part}.{REASON}": Text(
                    "Ghi rõ nội dung cần bổ sung hoặc lý do: người nộp sẽ đọc nội dung này.",
                    "Say what is missing or why: the applicant will read it.",
                )
            }
        )
    if form is None:
        return Answers({REASON: reason[:2000]}) if reason else None
    context = {**form_names(session, dossier.row, now), "outcome": outcome.id if outcome else None}
    submission = forms.submit(form, dict(raw), context=context, now=now, options=unit_options(session, now))
    if submission.errors:
        raise Incomplete(in_part(part, submission.errors))
    return Answers(submission.values, submission.routing)


def _line(dossier: Dossier, node: Node, outcome: Outcome | None, submission: Answers | None) -> Line:
    definition = dossier.version.definition
    step = labels.node_name(definition, node)
    said = step
    if outcome is not None:
        chosen = labels.outcome_name(definition, node, outcome.id)
        said = Text(f"{step.vi}: {chosen.vi}", f"{step.en}: {chosen.en}")
    note = str(submission.values.get(REASON) or "") if submission else ""
    return Line(
        "completed",
        said,
        element=node.id,
        step_no=node.step.no if node.step else None,
        note=note or None,
        detail={"element": node.id, "outcome": outcome.id if outcome else None},
    )
