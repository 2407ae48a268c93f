"""A draft: what was found in it, how it looks, and the decision of somebody other than its author."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.declare import comparing, findings, form_preview, shown, steps, words
from admin_ui.declare.days import first_moment
from admin_ui.declare.inspecting import inspected
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.organisation import policy
from engine.organisation.actors import Role
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid
from engine.platform.time import local_day
from engine.procedures import store
from engine.publication import differences, drafts, queries
from engine.publication.findings import from_data
from engine.publication.working import operations
from engine.publication.working import queries as working
from engine.text import Text

VIEWS = ("kiem-tra", "thong-tin", "buoc", "so-do", "bieu-mau")


def register(blueprint: Blueprint) -> None:
    """Add the page and the acts on a draft."""
    add = blueprint.add_url_rule
    add("/ban-thao/<int:draft_id>", "draft", _page, methods=["GET", "POST"])
    add("/ban-thao/<int:draft_id>/cong-bo", "publish", _publish, methods=["POST"])
    add("/ban-thao/<int:draft_id>/tu-choi", "reject", _reject, methods=["POST"])
    add("/ban-thao/<int:draft_id>/mo-sua", "edit_draft", _edit, methods=["POST"])
    add("/ban-thao/<int:draft_id>/rut-lai", "withdraw", _withdraw, methods=["POST"])


def _page(draft_id: int, error: AppError | None = None) -> Response:
    actor, now = require_actor(), context.now()
    with reading() as session:
        page = queries.draft_page(session, actor, draft_id, now)
        sources = store.of_draft(session, draft_id)
        before = store.of_version(session, page.replaces.id) if page.replaces else sources
        copy_id = working.copy_of_draft(session, draft_id)
    look = shown.of(sources)
    found = findings.of(look.definition, [from_data(one) for one in page.row.findings])
    view = request.args.get("xem", "")
    rendered = render_template(
        "declare/draft.html",
        page=page,
        declared=words,
        row=page.row,
        look=look,
        size=look.size(request.args.get("co", "")),
        definition=look.definition,
        steps=steps.of(look.definition),
        preview=form_preview.of(look),
        told=comparing.by_part(differences.between(before, sources)),
        copy_id=copy_id,
        may_edit=policy.may(actor, Act.EDIT_DRAFT),
        found=found,
        errors=sum(one.is_error for one in found),
        view=view if view in VIEWS else VIEWS[0],
        is_open=page.row.status in drafts.OPEN,
        is_approver=actor.has(Role.APPROVER),
        wrong=error,
        given={"so_quyet_dinh": "", "can_cu": "", "hieu_luc_tu": local_day(now).isoformat(), "ly_do": ""}
        | _typed(error),
    )
    return make_response(rendered, error.status if error else 200)


def _publish(draft_id: int) -> BaseResponse:
    actor, now = require_actor(), context.now()
    with reading() as session:
        drafts.require_decidable(actor, queries.draft_page(session, actor, draft_id, now).row)
        sources = store.of_draft(session, draft_id)
    try:
        effective = first_moment(request.form.get("hieu_luc_tu", ""), local_day(now), "hieu_luc_tu")
        inspection = inspected(sources)
        with transaction() as session:
            number = request.form.get("so_quyet_dinh", "")
            basis = request.form.get("can_cu", "")
            drafts.publish_draft(session, actor, draft_id, inspection, number, effective, now, basis)
    except Invalid as error:
        return _page(draft_id, error)
    flash.say(Text("Đã công bố phiên bản mới.", "The new version is published."))
    return redirect(url_for("declare.procedure", key=inspection.definition.key), code=303)


def _reject(draft_id: int) -> BaseResponse:
    actor = require_actor()
    try:
        with transaction() as session:
            drafts.reject(session, actor, draft_id, request.form.get("ly_do", ""), context.now())
    except Invalid as error:
        return _page(draft_id, error)
    flash.say(Text("Đã trả lại bản thảo kèm lý do.", "The draft was turned down, with the reason."))
    return redirect(url_for("declare.draft", draft_id=draft_id), code=303)


def _edit(draft_id: int) -> BaseResponse:
    """Open the files of a draft as a working copy: what was found is corrected on screen."""
    actor, now = require_actor(), context.now()
    policy.require(actor, Act.EDIT_DRAFT)
    with reading() as session:
        queries.draft_page(session, actor, draft_id, now)
        copy_id = working.copy_of_draft(session, draft_id)
        sources = store.of_draft(session, draft_id)
    if copy_id is None:
        what = Text(f"Mở từ bản thảo số {draft_id}", f"Opened from draft {draft_id}")
        with transaction() as session:
            copy_id = operations.begin(session, actor, sources, origin=operations.UPLOAD, now=now, what=what)
    return redirect(url_for("declare.working_checks", copy_id=copy_id), code=303)


def _withdraw(draft_id: int) -> BaseResponse:
    actor = require_actor()
    with reading() as session:
        queries.draft_page(session, actor, draft_id, context.now())
    with transaction() as session:
        drafts.withdraw(session, actor, draft_id, context.now())
    flash.say(Text("Đã rút lại bản thảo.", "The draft was taken back."))
    return redirect(url_for("declare.catalogue"), code=303)


def _typed(error: AppError | None) -> dict[str, str]:
    return {name: request.form.get(name, "")[:2000] for name in request.form} if error else {}
