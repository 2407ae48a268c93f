"""The trial tab: run the copy as it stands as a real dossier, in a space of its own, playing every part oneself."""

from __future__ import annotations

import shutil

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare.working import frame
from admin_ui.trial import mounting, parts
from admin_ui.trial.entering import spaces
from admin_ui.trial.parts import Part
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.organisation import policy, posts
from engine.organisation.policy import Act
from engine.platform.db import elsewhere, reading, transaction
from engine.platform.errors import AppError, Missing
from engine.publication.inspection import IN_CHILD, Inspection, inspect, read_diagram
from engine.publication.trial import furnishing, operations, queries, roles
from engine.publication.trial.queries import Trial
from engine.publication.working.queries import WorkingCopy
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the tab, beginning a trial, going into one, deleting one."""
    add = blueprint.add_url_rule
    add("/soan/<int:copy_id>/chay-thu", "working_trial", _page)
    add("/soan/<int:copy_id>/chay-thu/moi", "working_trial_new", _new, methods=["POST"])
    add("/soan/<int:copy_id>/chay-thu/<int:trial_id>/vao", "working_trial_enter", _go_in, methods=["POST"])
    add("/soan/<int:copy_id>/chay-thu/<int:trial_id>/xoa", "working_trial_delete", _delete, methods=["POST"])


def _page(copy_id: int, error: AppError | None = None) -> Response:
    copy, actor = frame.load(copy_id), require_actor()
    with reading() as session:
        found = queries.open_trials(session, copy_id)
    return frame.page(
        "declare/working/trial.html",
        copy,
        error=error,
        trials=found,
        current=[one for one in found if one.hash == copy.sources.hash],
        may_try=policy.may(actor, Act.RUN_TRIAL),
    )


def _new(copy_id: int) -> Response:
    actor, copy = require_actor(), frame.load(copy_id)
    policy.require(actor, Act.RUN_TRIAL)
    try:
        made = _begun(copy, _inspected(copy))
    except AppError as error:
        return _page(copy_id, error)
    return _into(made, copy)


def _inspected(copy: WorkingCopy) -> Inspection:
    """What would keep the copy from running; what only publication asks for may still be missing."""
    with reading() as session:
        known = posts.installed(session)
    return inspect(copy.sources, stage="draft", known=known, compile_with=IN_CHILD)


def _begun(copy: WorkingCopy, inspection: Inspection) -> Trial:
    actor, now = require_actor(), context.now()
    with reading() as session:
        offices = furnishing.offices(session)
    with transaction() as session:
        trial_id = operations.begin(session, actor, copy, inspection, now)
    with elsewhere(spaces().furnish(trial_id)), transaction() as session:
        furnishing.furnish(session, offices, copy.sources, actor.name, now)
    with reading() as session:
        return queries.find(session, actor, trial_id)


def _go_in(copy_id: int, trial_id: int) -> Response:
    """To the desk; the bar says whose turn it is, and the part played last is still chosen."""
    found = _of(frame.load(copy_id), trial_id)
    with elsewhere(spaces().engine(found.id)), reading() as session:
        next_one = next(iter(roles.turns(session)), None)
    if next_one is None:
        return _into(found, frame.load(copy_id))
    answer = redirect(f"{mounting.root(found.id)}/ban-lam-viec/ho-so/{next_one.dossier_id}", code=303)
    parts.choose(answer, found.id, Part((next_one.unit_id, next_one.post)))
    return answer


def _into(trial: Trial, copy: WorkingCopy) -> Response:
    """To the reception desk of a fitting office, with the application filled in; or to the portal as a citizen."""
    with elsewhere(spaces().engine(trial.id)), reading() as session:
        desk = roles.first_post(session, read_diagram(copy.sources.bpmn), context.now())
    root = mounting.root(trial.id)
    if desk is None or request.form.get("vai") == parts.CITIZEN:
        answer = redirect(f"{root}/thu-tuc/{trial.key}", code=303)
        parts.choose(answer, trial.id, Part())
        return answer
    answer = redirect(f"{root}/tiep-nhan/{trial.key}", code=303)
    parts.choose(answer, trial.id, Part((desk.unit_id, desk.post)))
    return answer


def _delete(copy_id: int, trial_id: int) -> Response:
    copy = frame.load(copy_id)
    found = _of(copy, trial_id)
    with transaction() as session:
        operations.close(session, require_actor(), found.id, context.now())
    spaces().remove(found.id)
    shutil.rmtree(spaces().files(found.id), ignore_errors=True)
    flash.say(Text("Đã xóa lượt chạy thử cùng mọi hồ sơ trong đó.", "The trial and all its dossiers are deleted."))
    return redirect(url_for("declare.working_trial", copy_id=copy_id), code=303)


def _of(copy: WorkingCopy, trial_id: int) -> Trial:
    with reading() as session:
        found = queries.find(session, require_actor(), trial_id)
    if found.copy_id != copy.id:
        raise Missing(Text("Bản soạn này không có lượt chạy thử đó.", "This copy has no such trial."))
    return found
