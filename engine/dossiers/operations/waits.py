"""Answering what a dossier waits for: a supplement, a payment, a confirmation, another agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine import forms
from engine.documents import files
from engine.documents.files import Upload
from engine.documents.store import FileStore
from engine.dossiers import facts
from engine.dossiers.author import Author, applicant
from engine.dossiers.authorship import as_author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.errors import Incomplete, in_part
from engine.dossiers.holding import hold_by_wait
from engine.dossiers.models import dossier as dossiers
from engine.dossiers.models import form_submission, payment, wait
from engine.dossiers.names import form_names
from engine.dossiers.paying import bill, obligations
from engine.dossiers.spoken import when
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Conflict, Missing, Refused
from engine.procedures import labels
from engine.spiff.acts import Deliver
from engine.text import Text

RECEIVED = {
    "supplement": Text("Đã nhận hồ sơ bổ sung", "Supplement received"),
    "payment": Text("Đã nhận chứng từ thực hiện nghĩa vụ tài chính", "Proof of payment received"),
    "confirmation": Text("Đã nhận xác nhận", "Confirmation received"),
    "agency": Text("Đã nhận trả lời của cơ quan phối hợp", "Answer of the other agency received"),
}
BY_CITIZEN = frozenset({"supplement", "payment", "confirmation"})


def deliver(
    session: Session,
    file_store: FileStore,
    actor: Actor,
    wait_id: int,
    raw: Mapping[str, Any],
    uploads: Sequence[Upload],
    now: datetime,
) -> int:
    """An officer records what has come; returns the dossier's id."""
    hold_by_wait(session, wait_id)
    row = find(session, wait_id)
    dossier = open_dossier(session, row.dossier_id)
    seen = facts.of_wait(session, row, facts.of_dossier(session, dossier.row, now), now)
    policy.require(actor, Act.DELIVER, seen)
    author = as_author(actor)
    references = _kept(session, file_store, dossier.id, row, uploads, author, now)
    return _deliver(session, dossier, row, raw, references, author, now, proved=bill.PAID)


def deliver_as_applicant(
    session: Session,
    file_store: FileStore,
    dossier_id: int,
    wait_id: int,
    raw: Mapping[str, Any],
    uploads: Sequence[Upload],
    now: datetime,
) -> int:
    """The applicant, who opened the dossier by code and key, sends what was asked for."""
    hold_by_wait(session, wait_id)
    row = find(session, wait_id)
    if not concerns(session, row, dossier_id):
        raise Missing(Text("Không tìm thấy nội dung chờ này.", "Nothing of this kind is awaited."))
    if row.kind not in BY_CITIZEN:
        raise Refused(Text("Nội dung này do cơ quan khác trả lời.", "Another agency answers this."))
    dossier = open_dossier(session, row.dossier_id)
    author = applicant(dossier.row.applicant_name)
    references = _kept(session, file_store, dossier.id, row, uploads, author, now)
    return _deliver(session, dossier, row, raw, references, author, now, proved=bill.CLAIMED)


def deliver_answer(session: Session, wait_id: int, raw: Mapping[str, Any], author: Author, now: datetime) -> int:
    """Another system answers what is awaited; the dossier is held by the caller.

    ``raw`` is cut down to what the wait's form asks for; answers it does not take are left out rather than refused.
    """
    row = find(session, wait_id)
    dossier = open_dossier(session, row.dossier_id)
    return _deliver(session, dossier, row, raw, {}, author, now, proved=bill.PAID, lenient=True)


def concerns(session: Session, row: Row[Any], dossier_id: int) -> bool:
    """Whether a wait is asked of the applicant of this dossier: its own, or one of a child of it."""
    if row.dossier_id == dossier_id:
        return True
    parent = select(dossiers.c.parent_id).where(dossiers.c.id == row.dossier_id)
    return bool(session.execute(parent).scalar() == dossier_id)


def find(session: Session, wait_id: int) -> Row[Any]:
    """The row of a wait. Raises ``Missing``."""
    row = session.execute(select(wait).where(wait.c.id == wait_id)).first()
    if row is None:
        raise Missing(Text("Không tìm thấy nội dung chờ này.", "Nothing of this kind is awaited."))
    return row


def _deliver(
    session: Session,
    dossier: Dossier,
    row: Row[Any],
    raw: Mapping[str, Any],
    references: Mapping[str, list[str]],
    author: Author,
    now: datetime,
    *,
    proved: str = "",
    lenient: bool = False,
) -> int:
    _still_open(row)
    node = dossier.version.definition.nodes[row.element]
    values, routing = _keep_form(session, dossier, row, raw, references, author, now, lenient=lenient)
    if row.kind == "payment" and proved:
        _prove(session, dossier, str(values.get("so_bien_lai") or ""), author, proved, now)
    if row.kind == "agency":
        obligations.note(session, dossier.id, {**raw, **values})
    name = labels.node_name(dossier.version.definition, node)
    said = Text(f"{RECEIVED[row.kind].vi} ({name.vi})", f"{RECEIVED[row.kind].en} ({name.en})")
    line = Line("delivered", said, element=row.element, detail={"wait": row.element, "kind": row.kind})
    carry(session, dossier, Deliver(row.task, values=routing), line, author, now)
    return dossier.id


def _kept(
    session: Session,
    file_store: FileStore,
    dossier_id: int,
    row: Row[Any],
    uploads: Sequence[Upload],
    author: Author,
    now: datetime,
) -> dict[str, list[str]]:
    """Keep the files that came along; returns them by the field they belong to."""
    _still_open(row)
    return _references(uploads, [files.add(session, file_store, dossier_id, one, author.name, now) for one in uploads])


def _keep_form(
    session: Session,
    dossier: Dossier,
    row: Row[Any],
    raw: Mapping[str, Any],
    references: Mapping[str, list[str]],
    author: Author,
    now: datetime,
    *,
    lenient: bool,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check and keep the answers; returns all of them, and those an expression may read."""
    declared = dossier.version.definition.nodes[row.element].wait
    form = dossier.version.form(declared.form if declared else None)
    if form is None:
        return {}, {}
    context = form_names(session, dossier.row, now)
    submission = forms.submit(form, dict(raw), context=context, now=now, files=references)
    if submission.errors and not lenient:
        raise Incomplete(in_part("form", submission.errors))
    values = {name: value for name, value in submission.values.items() if name not in submission.errors}
    session.execute(
        form_submission.insert().values(
            dossier_id=dossier.id,
            element=row.element,
            task=row.task,
            form=form.name,
            values=values,
            author=author.name,
            at=now,
        )
    )
    return values, dict(submission.routing)


def _references(uploads: Sequence[Upload], kept: Sequence[int]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for upload, document_row in zip(uploads, kept, strict=True):
        if upload.document_id:
            found.setdefault(upload.document_id, []).append(str(document_row))
    return found


def _prove(session: Session, dossier: Dossier, number: str, author: Author, status: str, now: datetime) -> None:
    """A receipt covers what is due now: an officer has compared it with the money, an applicant only claims it."""
    lines = [line.id for line in bill.of_dossier(session, dossier.row).lines]
    values = {"status": status, "method": "bank", "receipt_no": number[:60] or None}
    paid = {"paid_at": now, "taken_by": author.name} if status == bill.PAID else {}
    session.execute(payment.update().where(payment.c.id.in_(lines)).values(**values, **paid))


def _still_open(row: Row[Any]) -> None:
    if row.status == "open":
        return
    at = when(row.closed_at) if row.closed_at else Text("", "")
    raise Conflict(
        Text(f"Nội dung này đã được tiếp nhận lúc {at.vi}.", f"This was already received at {at.en}."),
        fix=Text("Mở lại hồ sơ để xem tiến độ.", "Open the dossier to see how it stands."),
    )
