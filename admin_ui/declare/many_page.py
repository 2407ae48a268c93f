"""Several at once on the way to publication: working copies sent for approval, drafts approved; a result for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Response, make_response, render_template, request, url_for
from sqlalchemy import Row

from admin_ui.declare.days import first_moment
from admin_ui.declare.inspecting import inspected
from admin_ui.declare.working import checked, publish_page
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.organisation import policy
from engine.organisation.policy import Act, DraftFacts
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid
from engine.platform.time import local_day
from engine.procedures import store
from engine.publication import differences, drafts, queries
from engine.publication.working import queries as working
from engine.text import Text

AT_MOST: Final = 20
"""Every one is tried in the running machine first, which takes a second or two; a page must still answer."""
_NONE = Text("Chưa đánh dấu mục nào.", "Nothing is ticked.")
_HOW = Text("Đánh dấu trong danh mục rồi bấm lại.", "Tick some in the catalogue and press again.")


@dataclass(frozen=True)
class Item:
    """One ticked thing: what it is, where it opens, what is to be known before the press; ``seen``: its revision."""

    id: int
    name: str
    href: str
    note: Text
    blocked: bool = False
    seen: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of one: done when there is no error; ``href`` leads to where it stands now."""

    name: str
    href: str
    error: AppError | None = None


def register(blueprint: Blueprint) -> None:
    """Add both pages."""
    add = blueprint.add_url_rule
    add("/trinh-nhieu", "send_many", _send_many, methods=["GET", "POST"])
    add("/duyet-nhieu", "approve_many", _approve_many, methods=["GET", "POST"])


def _send_many() -> Response:
    actor = require_actor()
    policy.require(actor, Act.EDIT_DRAFT)
    with reading() as session:
        rows = _ticked(working.listing(session, actor))
    if request.method == "POST" and rows:
        return _page("send", results=[_send(row) for row in rows])
    return _page("send", items=[_copy(row.id) for row in rows], error=None if rows else Invalid(_NONE, _HOW))


def _send(row: Row[Any]) -> Outcome:
    name, here = row.name or row.key, url_for("declare.working_publish", copy_id=row.id)
    try:
        seen = int(request.form.get(f"lan_{row.id}", ""))
        draft_id = publish_page.send(row.id, seen)
    except AppError as error:
        return Outcome(name, here, error)
    except ValueError:
        return Outcome(name, here, Invalid(Text("Trang gửi lên thiếu số lần sửa.", "The page sent no revision.")))
    return Outcome(name, url_for("declare.draft", draft_id=draft_id))


def _copy(copy_id: int) -> Item:
    with reading() as session:
        copy = working.load(session, require_actor(), copy_id)
    blocking = checked.count(copy.sources)
    note = (
        Text(f"Còn {blocking} điểm phải sửa.", f"{blocking} to correct.") if blocking else Text("Sẵn sàng.", "Ready.")
    )
    href = url_for("declare.working_checks" if blocking else "declare.working_publish", copy_id=copy_id)
    return Item(copy_id, copy.name or copy.key, href, note, bool(blocking), copy.revision.number)


def _approve_many() -> Response:
    actor = require_actor()
    policy.require(actor, Act.PUBLISH, DraftFacts(frozenset()))
    with reading() as session:
        rows = _ticked(queries.drafts(session, actor))
    if not rows:
        return _page("approve", error=Invalid(_NONE, _HOW))
    if request.method != "POST":
        return _page("approve", items=[_draft(row) for row in rows])
    try:
        today = local_day(context.now())
        first_moment(request.form.get("hieu_luc_tu", ""), today, "hieu_luc_tu")
        drafts.decision_named(request.form.get("so_quyet_dinh", ""))
    except AppError as error:
        return _page("approve", items=[_draft(row) for row in rows], error=error)
    return _page("approve", results=[_approve(row) for row in rows])


def _approve(row: Row[Any]) -> Outcome:
    actor, now, name = require_actor(), context.now(), row.name or row.key
    effective = first_moment(request.form.get("hieu_luc_tu", ""), local_day(now), "hieu_luc_tu")
    number, basis = request.form.get("so_quyet_dinh", ""), request.form.get("can_cu", "")
    try:
        with reading() as session:
            drafts.require_decidable(actor, queries.draft_page(session, actor, row.id, now).row)
            sources = store.of_draft(session, row.id)
        inspection = inspected(sources)
        with transaction() as session:
            drafts.publish_draft(session, actor, row.id, inspection, number, effective, now, basis)
    except AppError as error:
        return Outcome(name, url_for("declare.draft", draft_id=row.id), error)
    return Outcome(name, url_for("declare.procedure", key=inspection.definition.key))


def _draft(row: Row[Any]) -> Item:
    """A draft with how much it changes, and why it cannot be approved by this person where that is known."""
    actor, now, href = require_actor(), context.now(), url_for("declare.draft", draft_id=row.id)
    name = row.name or row.key
    with reading() as session:
        page = queries.draft_page(session, actor, row.id, now)
        sources = store.of_draft(session, row.id)
        before = store.of_version(session, page.replaces.id) if page.replaces else None
    if page.is_author:
        return Item(row.id, name, href, Text("Người soạn không tự duyệt.", "Authors do not approve."), blocked=True)
    if row.status != drafts.READY:
        return Item(row.id, name, href, Text("Còn lỗi phải sửa.", "There are errors to correct."), blocked=True)
    if before is None:
        return Item(row.id, name, href, Text("Thủ tục mới.", "A new procedure."))
    count = len(differences.between(before, sources))
    differ = "difference" if count == 1 else "differences"
    note = Text(f"{count} điểm khác bản đang dùng.", f"{count} {differ} from the version in force.")
    return Item(row.id, name, href, note)


def _ticked(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The rows ticked on the page before, at most as many as one page answers for."""
    wanted = set(request.values.getlist("chon"))
    return [row for row in rows if str(row.id) in wanted][:AT_MOST]


def _page(
    what: str,
    items: Sequence[Item] = (),
    results: Sequence[Outcome] = (),
    error: AppError | None = None,
) -> Response:
    given = {"so_quyet_dinh": "", "can_cu": "", "hieu_luc_tu": local_day(context.now()).isoformat()}
    rendered = render_template(
        "declare/many.html",
        what=what,
        items=items,
        results=results,
        error=error,
        given=given | {name: request.form[name][:500] for name in given if name in request.form},
        too_many=len(set(request.values.getlist("chon"))) > AT_MOST,
        at_most=AT_MOST,
    )
    return make_response(rendered, error.status if error else 200)
