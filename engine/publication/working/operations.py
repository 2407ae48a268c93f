"""The acts on a working copy: begin, save an edit, undo, redo, discard, send for approval.

Edits are computed outside of the transaction, on the revision their author saw; saving refuses when somebody else
saved meanwhile, and names who and what.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Conflict
from engine.platform.time import VIETNAM
from engine.procedures import store
from engine.procedures.models import working_copy, working_revision
from engine.procedures.sources import Sources
from engine.publication import drafts
from engine.publication.imports import points
from engine.publication.inspection import Inspection, read_diagram
from engine.publication.releases import MAX_KEY, name_of
from engine.publication.working.identifiers import ids_in, published_ids
from engine.publication.working.queries import DISCARDED, OPEN, SUBMITTED, find, redoable
from engine.text import Text

NEW, VERSION, SHEET, UPLOAD, CLONE = "new", "version", "sheet", "upload", "clone"
BEGUN = Text("Bắt đầu soạn", "Started")


def begin(
    session: Session,
    actor: Actor,
    sources: Sources,
    *,
    origin: str,
    now: datetime,
    based_on: int | None = None,
    what: Text = BEGUN,
) -> int:
    """Open a working copy of ``sources``; returns its id. ``origin`` says where they come from (NEW, VERSION …)."""
    policy.require(actor, Act.EDIT_DRAFT)
    definition = read_diagram(sources.bpmn)
    key = (definition.key or "")[:MAX_KEY]
    copy_id: int = session.execute(
        working_copy.insert()
        .values(
            key=key,
            name=name_of(definition),
            status=OPEN,
            origin=origin,
            based_on=based_on,
            revision=1,
            retired=sorted(published_ids(session, key) - ids_in(sources.bpmn)),
            created_at=now,
            created_by_account=actor.account_id,
            created_by=actor.name,
        )
        .returning(working_copy.c.id)
    ).scalar_one()
    _write_revision(session, actor, copy_id, 1, None, sources, what, now)
    _audit(session, copy_id, "working_copy_begun", actor, {"key": key, "origin": origin, "hash": sources.hash}, now)
    return copy_id


def save(session: Session, actor: Actor, copy_id: int, seen: int, sources: Sources, what: Text, now: datetime) -> int:
    """Save ``sources`` as the next revision; returns its number. The same files again save nothing.

    ``seen`` is the revision the edit was made on. Raises ``Conflict`` when it is no longer the current one.
    """
    row = _editable(session, actor, copy_id, seen)
    definition = read_diagram(sources.bpmn)
    current = _revision(session, copy_id, row.revision)
    if current.hash == sources.hash:
        return int(row.revision)
    newest = select(func.max(working_revision.c.number)).where(working_revision.c.copy_id == copy_id)
    number = int(session.execute(newest).scalar_one()) + 1
    _write_revision(session, actor, copy_id, number, row.revision, sources, what, now)
    before, after = ids_in(store.of_revision(session, current.id).bpmn), ids_in(sources.bpmn)
    facts = {
        "key": (definition.key or "")[:MAX_KEY],
        "name": name_of(definition),
        "retired": sorted((set(row.retired) | before) - after),
        "revision": number,
    }
    session.execute(working_copy.update().where(working_copy.c.id == copy_id).values(**facts))
    detail = {"revision": number, "hash": sources.hash, "what": what.vi}
    _audit(session, copy_id, "working_copy_saved", actor, detail, now)
    return number


def undo(session: Session, actor: Actor, copy_id: int, seen: int, now: datetime) -> int:
    """Go back to the revision before the current one; returns its number (the current one when there is none)."""
    row = _editable(session, actor, copy_id, seen)
    parent = _revision(session, copy_id, row.revision).parent
    return _move(session, actor, row, parent, "working_copy_undone", now)


def redo(session: Session, actor: Actor, copy_id: int, seen: int, now: datetime) -> int:
    """Go forward to the newest revision made from the current one; returns its number."""
    row = _editable(session, actor, copy_id, seen)
    found = redoable(session, copy_id, row.revision)
    return _move(session, actor, row, found.number if found else None, "working_copy_redone", now)


def discard(session: Session, actor: Actor, copy_id: int, now: datetime) -> None:
    """Put a working copy away; it can be opened again with ``reopen``."""
    policy.require(actor, Act.EDIT_DRAFT)
    row = find(session, actor, copy_id, lock=True)
    _require_open(row)
    session.execute(working_copy.update().where(working_copy.c.id == copy_id).values(status=DISCARDED))
    _audit(session, copy_id, "working_copy_discarded", actor, {}, now)


def reopen(session: Session, actor: Actor, copy_id: int, now: datetime) -> None:
    """Go on with a working copy that was put away, or whose draft was turned down or taken back."""
    policy.require(actor, Act.EDIT_DRAFT)
    row = find(session, actor, copy_id, lock=True)
    sent = drafts.find(session, row.draft_id).status if row.draft_id is not None else None
    if row.status == SUBMITTED and sent == drafts.PUBLISHED:
        raise Conflict(
            Text("Bản này đã được công bố, không sửa được nữa.", "This copy is published and stays as it is."),
            Text("Soạn phiên bản mới từ trang thủ tục.", "Begin a new version on the procedure's page."),
        )
    waiting = sent in drafts.OPEN
    if row.status == SUBMITTED and waiting:
        raise Conflict(
            Text("Bản này đang chờ duyệt nên chưa sửa được.", "This copy waits for approval and cannot be edited."),
            Text("Rút bản trình về trước, rồi soạn tiếp.", "Take the draft back first, then go on."),
        )
    session.execute(working_copy.update().where(working_copy.c.id == copy_id).values(status=OPEN))
    _audit(session, copy_id, "working_copy_reopened", actor, {}, now)


def submit(session: Session, actor: Actor, copy_id: int, seen: int, inspection: Inspection, now: datetime) -> int:
    """Send the current revision for approval; returns the draft's id. ``inspection`` is of these very files."""
    row = _editable(session, actor, copy_id, seen)
    points.refuse_open(session, copy_id)
    sources = store.of_revision(session, _revision(session, copy_id, row.revision).id)
    draft_id = drafts.submit(session, actor, sources, inspection, now)
    sent = {"status": SUBMITTED, "draft_id": draft_id}
    session.execute(working_copy.update().where(working_copy.c.id == copy_id).values(**sent))
    _audit(session, copy_id, "working_copy_submitted", actor, {"draft": draft_id}, now)
    return draft_id


def _editable(session: Session, actor: Actor, copy_id: int, seen: int) -> Row[Any]:
    policy.require(actor, Act.EDIT_DRAFT)
    row = find(session, actor, copy_id, lock=True)
    _require_open(row)
    if row.revision != seen:
        raise _moved(actor, _revision(session, copy_id, row.revision))
    return row


def _require_open(row: Row[Any]) -> None:
    if row.status != OPEN:
        raise Conflict(
            Text("Bản soạn này đã đóng.", "This working copy is closed."),
            Text("Mở lại bản soạn để sửa tiếp.", "Reopen it to go on."),
        )


def _moved(actor: Actor, current: Row[Any]) -> Conflict:
    """Somebody saved since: say who, when and what; the screen gives back what was typed."""
    at = current.made_at.astimezone(VIETNAM).strftime("%H:%M")
    what = Text(**current.what)
    mine = current.made_by_account == actor.account_id
    who = Text("Anh/chị (ở một cửa sổ khác)", "You (in another window)") if mine else Text(*[current.made_by] * 2)
    return Conflict(
        Text(
            f"{who.vi} đã sửa bản này lúc {at}: {what.vi}.",
            f"{who.en} changed this copy at {at}: {what.en}.",
        ),
        Text(
            "Nội dung anh/chị vừa nhập vẫn còn đây; xem lại theo bản mới rồi lưu lần nữa.",
            "What you typed is still here; look at it beside the new state and save once more.",
        ),
    )


def _move(session: Session, actor: Actor, row: Row[Any], to: int | None, act: str, now: datetime) -> int:
    if to is None:
        return int(row.revision)
    sources = store.of_revision(session, _revision(session, row.id, to).id)
    here = ids_in(sources.bpmn)
    was = ids_in(store.of_revision(session, _revision(session, row.id, row.revision).id).bpmn)
    definition = read_diagram(sources.bpmn)
    facts = {
        "revision": to,
        "key": (definition.key or "")[:MAX_KEY],
        "name": name_of(definition),
        "retired": sorted((set(row.retired) | was) - here),
    }
    session.execute(working_copy.update().where(working_copy.c.id == row.id).values(**facts))
    _audit(session, row.id, act, actor, {"revision": to}, now)
    return to


def _write_revision(
    session: Session,
    actor: Actor,
    copy_id: int,
    number: int,
    parent: int | None,
    sources: Sources,
    what: Text,
    now: datetime,
) -> None:
    revision_id: int = session.execute(
        working_revision.insert()
        .values(
            copy_id=copy_id,
            number=number,
            parent=parent,
            hash=sources.hash,
            what=what._asdict(),
            made_at=now,
            made_by_account=actor.account_id,
            made_by=actor.name,
        )
        .returning(working_revision.c.id)
    ).scalar_one()
    store.keep_for_revision(session, revision_id, sources)


def _revision(session: Session, copy_id: int, number: int) -> Row[Any]:
    wanted = (working_revision.c.copy_id == copy_id) & (working_revision.c.number == number)
    return session.execute(select(working_revision).where(wanted)).one()


def _audit(session: Session, copy_id: int, act: str, actor: Actor, detail: dict[str, Any], now: datetime) -> None:
    audit.record(
        session,
        subject_kind="working_copy",
        subject_id=copy_id,
        act=act,
        actor=actor.username,
        at=now,
        detail=detail,
    )
