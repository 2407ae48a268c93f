"""A new procedure out of a published one: its name, and which parts follow."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.bpmn.edit import EditRefused
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid
from engine.procedures import store
from engine.publication import cloning, queries
from engine.publication.working import operations
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/thu-tuc/<key>/nhan-ban", "clone", _clone, methods=["GET", "POST"])


def _clone(key: str) -> Response:
    actor, now = require_actor(), context.now()
    policy.require(actor, Act.EDIT_DRAFT)
    with reading() as session:
        versions = queries.versions(session, key)
        row = queries.in_force(versions, now) or versions[0]
        sources = store.of_version(session, row.id)
    name = str(row.summary["name"][0])
    if request.method != "POST":
        return _page(key, name)
    title = request.form.get("ten", "").strip()
    try:
        if not 0 < len(title) <= 500 or title == name:
            raise Invalid(Text("Đặt một tên khác cho thủ tục mới.", "Give the new procedure a name of its own."))
        made = cloning.clone(sources, title, request.form.getlist("theo"))
        what = Text(f"Nhân bản từ “{name}”, phiên bản {row.number}", f"Cloned from “{name}”, version {row.number}")
        with transaction() as session:
            copy_id = operations.begin(session, actor, made, origin=operations.CLONE, now=now, what=what)
    except EditRefused as error:
        return _page(key, name, error.problems[0].why)
    except AppError as error:
        return _page(key, name, error.what)
    return redirect(url_for("declare.working", copy_id=copy_id), code=303)


def _page(key: str, name: str, error: Text | None = None) -> Response:
    follows = request.form.getlist("theo") if request.method == "POST" else [*cloning.PARTS]
    rendered = render_template(
        "declare/clone.html",
        key=key,
        name=name,
        parts=cloning.PARTS,
        follows=follows,
        typed=request.form.get("ten", "")[:500],
        error=error,
    )
    return make_response(rendered, 422 if error else 200)
