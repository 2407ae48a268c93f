"""One file: how far reading it is, then the procedures found in it, and accepting some or all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.bpmn.edit import EditRefused
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Conflict
from engine.publication.imports import queries, sending, taking
from engine.publication.imports.confidence import WORDS
from engine.publication.imports.queries import ListedProcedure
from engine.text import Text

_AT_MOST: Final = 500


@dataclass(frozen=True)
class Result:
    """What became of one procedure that was accepted."""

    name: str
    copy_id: int | None
    error: Text | None


def register(blueprint: Blueprint) -> None:
    """Add the page and its acts."""
    add = blueprint.add_url_rule
    add("/nhap/<int:import_id>", "import_one", _page)
    add("/nhap/<int:import_id>/nhan", "import_take", _take, methods=["POST"])
    add("/nhap/<int:import_id>/doc-lai", "import_again", _again, methods=["POST"])


def _page(import_id: int, results: list[Result] | None = None) -> Response:
    actor = require_actor()
    with reading() as session:
        row = queries.one(session, actor, import_id)
        found = queries.procedures(session, import_id)
    rendered = render_template(
        "declare/importing/one.html",
        row=row,
        found=found,
        results=results,
        confident=WORDS,
        busy=row.status in (sending.WAITING, sending.READING),
        may_edit=policy.may(actor, Act.EDIT_DRAFT),
    )
    return make_response(rendered)


def _take(import_id: int) -> Response:
    actor = require_actor()
    policy.require(actor, Act.EDIT_DRAFT)
    with reading() as session:
        queries.one(session, actor, import_id)
        found = queries.procedures(session, import_id)
    chosen = set(request.form.getlist("chon")[:_AT_MOST])
    wanted = [
        one for one in found if one.row.copy_id is None and ("tat-ca" in request.form or str(one.row.id) in chosen)
    ]
    return _page(import_id, [_one(actor, import_id, one) for one in wanted])


def _one(actor: Actor, import_id: int, one: ListedProcedure) -> Result:
    """Each in its own transaction: one that cannot be taken stops no other."""
    now = context.now()
    try:
        with transaction() as session:
            return Result(one.row.name, taking.take(session, actor, import_id, one.row.id, now), None)
    except Conflict as error:
        with transaction() as session:
            taking.compare(session, actor, import_id, one.row.id, now)
        return Result(one.row.name, None, error.what)
    except AppError as error:
        return Result(one.row.name, None, error.what)
    except EditRefused as error:
        return Result(one.row.name, None, Text(error.said_in("vi"), error.said_in("en")))


def _again(import_id: int) -> BaseResponse:
    actor = require_actor()
    with transaction() as session:
        queries.one(session, actor, import_id)
        sending.again(session, actor, import_id, context.now())
    return redirect(url_for("declare.import_one", import_id=import_id), code=303)
