"""Sends a request that happens inside a trial to the trial's data, clock and person; afterwards runs what came due."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, abort, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.trial import mounting, parts
from admin_ui.trial.parts import Part
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.dossiers.handlers import HANDLERS
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act, TrialFacts
from engine.platform import jobs
from engine.platform.db import reading, send_to, transaction
from engine.publication.trial import operations, queries, roles
from engine.publication.trial.queries import Trial
from engine.publication.trial.spaces import Spaces

_INSIDE = frozenset({"desk", "counter", "portal", "printing", "trial"})
"""Whose pages exist in a trial: those that handle dossiers, their papers, and our own."""
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Inside:
    """The trial a request happens in: who really is at the screen, and the part chosen."""

    trial: Trial
    analyst: Actor
    part: Part


def register(app: Flask) -> None:
    """Look at each request before its page, and after it."""
    app.before_request(_enter)
    app.after_request(_go_on)


def inside() -> Inside | None:
    """The trial this request happens in, None on the real site."""
    found: Inside | None = g.get("inside_trial")
    return found


def spaces() -> Spaces:
    """The trials of this installation."""
    return Spaces(context.settings().var)


def _enter() -> BaseResponse | None:
    number = mounting.asked()
    if number is None:
        if request.blueprint == "trial":
            abort(404)
        return None
    if request.endpoint == "asset":
        return None
    if request.blueprint not in _INSIDE:
        return _leave()
    analyst = require_actor()
    policy.require(analyst, Act.RUN_TRIAL)
    with reading() as session:
        trial = queries.find(session, analyst, number)
    engine = spaces().engine(trial.id)
    part = parts.chosen(trial.id)
    if request.method in _WRITING and request.blueprint != "trial":
        _note(analyst, trial, part)
    g.clock_ahead = trial.ahead
    g.files_elsewhere = spaces().files(trial.id)
    send_to(engine)
    g.inside_trial = Inside(trial, analyst, part)
    g.actor = _acting(analyst, trial, part)
    return None


def _leave() -> BaseResponse:
    """Pages that are not part of a trial are those of the real site."""
    if request.method not in ("GET", "HEAD") or request.endpoint is None:
        abort(404)
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    return redirect(f"{mounting.outside()}{request.path}{query}", code=303)


def _acting(analyst: Actor, trial: Trial, part: Part) -> Actor | None:
    if part.place is None:
        return None
    with reading() as session:
        return roles.stand_in(session, analyst, TrialFacts(trial.id), *part.place, context.now())


def _note(analyst: Actor, trial: Trial, part: Part) -> None:
    """In the real audit trail, where the act of the trial itself is not."""
    with transaction() as session:
        operations.acted(session, analyst, trial.id, request.endpoint or "", part.code, context.now())


def _go_on(response: Response) -> Response:
    """Timers, waits that close themselves and steps that follow run at once: nobody else runs the jobs of a trial."""
    if inside() is not None and request.method in _WRITING:
        jobs.run_until_idle(context.now, HANDLERS)
    return response
