"""Beginning a working copy, and what can be done to it as a whole: undo, redo, put away, open again."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare import words
from admin_ui.declare.working import frame
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.bpmn import edit
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid
from engine.procedures import store
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication import queries as published
from engine.publication.working import operations, queries
from engine.text import Text

LEVELS = ("commune", "province")


def register(blueprint: Blueprint) -> None:
    """Add the acts."""
    add = blueprint.add_url_rule
    add("/soan/moi", "working_new", _new, methods=["GET", "POST"])
    add("/thu-tuc/<key>/soan", "working_from_version", _from_version, methods=["POST"])
    add("/soan/<int:copy_id>", "working", _open)
    add("/soan/<int:copy_id>/hoan-tac", "working_undo", _undo, methods=["POST"])
    add("/soan/<int:copy_id>/lam-lai", "working_redo", _redo, methods=["POST"])
    add("/soan/<int:copy_id>/cat-di", "working_discard", _discard, methods=["POST"])
    add("/soan/<int:copy_id>/mo-lai", "working_reopen", _reopen, methods=["POST"])


def _new(error: AppError | None = None) -> Response:
    actor = require_actor()
    policy.require(actor, Act.EDIT_DRAFT)
    if request.method == "POST" and error is None:
        return _begin_new()
    rendered = render_template(
        "declare/working/new.html", declared=words, levels=LEVELS, given=request.form, error=error
    )
    return make_response(rendered, error.status if error else 200)


def _begin_new() -> Response:
    actor = require_actor()
    title, level = request.form.get("ten", "").strip(), request.form.get("cap", "")
    try:
        if not 0 < len(title) <= 500:
            raise Invalid(
                Text("Chưa nhập tên thủ tục, hoặc tên quá dài.", "The procedure's name is missing or too long."),
                Text("Nhập tên như trên quyết định công bố.", "Enter the name as the official decision has it."),
                "ten",
            )
        sources = Sources({DIAGRAM: edit.new_procedure(title, level=level if level in LEVELS else LEVELS[0])})
        with transaction() as session:
            copy_id = operations.begin(session, actor, sources, origin=operations.NEW, now=context.now())
    except Invalid as error:
        return _new(error)
    return redirect(url_for("declare.working", copy_id=copy_id), code=303)


def _from_version(key: str) -> Response:
    """Go on with the open copy of this procedure, or begin one from the version in force (else the newest)."""
    actor, now = require_actor(), context.now()
    policy.require(actor, Act.EDIT_DRAFT)
    with reading() as session:
        copy_id = queries.open_copy_of(session, key)
        versions = published.versions(session, key)
        row = published.in_force(versions, now) or versions[0]
        sources = store.of_version(session, row.id)
    if copy_id is None:
        what = Text(f"Bắt đầu từ phiên bản {row.number}", f"Started from version {row.number}")
        with transaction() as session:
            copy_id = operations.begin(
                session, actor, sources, origin=operations.VERSION, now=now, based_on=row.id, what=what
            )
    else:
        flash.say(Text("Thủ tục này đang có bản soạn dở; mở để soạn tiếp.", "An open working copy exists; here it is."))
    return redirect(url_for("declare.working", copy_id=copy_id), code=303)


def _open(copy_id: int) -> Response:
    copy = frame.load(copy_id)
    return redirect(url_for("declare.working_steps", copy_id=copy.id), code=303)


def _undo(copy_id: int) -> Response:
    actor = require_actor()
    with transaction() as session:
        operations.undo(session, actor, copy_id, frame.seen(), context.now())
    return _back(copy_id)


def _redo(copy_id: int) -> Response:
    actor = require_actor()
    with transaction() as session:
        operations.redo(session, actor, copy_id, frame.seen(), context.now())
    return _back(copy_id)


def _discard(copy_id: int) -> Response:
    actor = require_actor()
    with transaction() as session:
        operations.discard(session, actor, copy_id, context.now())
    flash.say(Text("Đã cất bản soạn. Có thể mở lại bất cứ lúc nào.", "Put away. It can be opened again at any time."))
    return redirect(url_for("declare.catalogue"), code=303)


def _reopen(copy_id: int) -> Response:
    actor = require_actor()
    with transaction() as session:
        operations.reopen(session, actor, copy_id, context.now())
    return redirect(url_for("declare.working", copy_id=copy_id), code=303)


def _back(copy_id: int) -> Response:
    """To the tab the button stood on, if it is one of ours."""
    prefix = url_for("declare.working", copy_id=copy_id)
    wanted = request.form.get("ve", "")
    return redirect(wanted if wanted.startswith(f"{prefix}/") else prefix, code=303)
