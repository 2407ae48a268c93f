"""The rehearsal tab: how far it is; then what was passed, what would go wrong, every way, and the scenarios kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, jsonify, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from admin_ui.declare import shown
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import coverage, frame, rehearsal_runner, rehearsed, spots, versus
from admin_ui.declare.working.rehearsed import Rehearsed
from admin_ui.declare.working.spots import Spot
from admin_ui.web import context, flash
from admin_ui.web.language import language
from admin_ui.web.visitors import require_actor
from engine.bpmn import picture
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.time import local_day
from engine.publication.findings import Found
from engine.publication.performing import unperformed
from engine.publication.rehearsals import plays, runs
from engine.publication.working import acceptance
from engine.publication.working.acceptance import Accepted
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

LONGEST, RAREST = "gio", "hiem"
"""Orders of the stories that are asked for; else they stand as the work goes."""
_FIRST_LOOK: Final = 1.2
"""Seconds the page waits for a rehearsal that is nearly done, rather than showing how far it is."""


@dataclass(frozen=True)
class Line:
    """One finding and the way to its place."""

    found: Found
    spot: Spot
    accepted: Accepted | None = None


@dataclass(frozen=True)
class Told:
    """One way of the list: its number among the ways, its story, and how rare it is."""

    number: int
    story: Mapping[str, Any]
    unusual: int


def register(blueprint: Blueprint) -> None:
    """Add the tab, accepting a finding by name, calling the rehearsal off and beginning it again."""
    add = blueprint.add_url_rule
    add("/soan/<int:copy_id>/dien-tap", "working_rehearsal", _page)
    add("/soan/<int:copy_id>/dien-tap/tien-do", "working_rehearsal_progress", _progress)
    add("/soan/<int:copy_id>/dien-tap/dung", "working_rehearsal_stop", _stop, methods=["POST"])
    add("/soan/<int:copy_id>/dien-tap/lai", "working_rehearsal_again", _again, methods=["POST"])
    add("/soan/<int:copy_id>/dien-tap/chap-nhan", "working_accept", _accept, methods=["POST"])


def _accept(copy_id: int) -> Response:
    """Accept one finding as it is said now; one that is gone is gone."""
    copy, actor = frame.load(copy_id), require_actor()
    wanted = tuple(request.form.get(one, "") for one in ("ma", "phan_tu"))
    words = request.form.get("loi")
    found = [one for one in rehearsed.of(copy.sources).amber if (one.code, one.element) == wanted]
    said = next((one for one in found if words in (None, one.message.vi)), None)
    if said is None:
        flash.say(Text("Điểm này không còn.", "This finding is gone already."))
    else:
        with transaction() as session:
            acceptance.accept(session, actor, copy_id, said, context.now())
        flash.say(Text("Đã ghi nhận người chấp nhận.", "Your acceptance is on record."))
    return _back(copy_id)


def _stop(copy_id: int) -> Response:
    copy, actor = frame.load(copy_id), require_actor()
    with transaction() as session:
        runs.cancel(session, actor, copy_id, copy.sources.hash, context.now())
    flash.say(Text("Đã dừng diễn tập.", "The rehearsal was called off."))
    return _back(copy_id)


def _again(copy_id: int) -> Response:
    copy = frame.load(copy_id)
    policy.require(require_actor(), Act.EDIT_DRAFT)
    rehearsal_runner.begin(copy.sources, again=True)
    return _back(copy_id)


def _progress(copy_id: int) -> Response:
    """How far the rehearsal is, for the script of the page."""
    result, run = rehearsed.standing(frame.load(copy_id).sources)
    if result is not None or run is None or run.status != runs.RUNNING:
        return jsonify(running=False)
    said = _words(run)
    return jsonify(running=True, share=round(run.share, 3), words=said.said_in(language()))


def _words(run: runs.Run) -> Text:
    if not run.standings:
        return Text("Đang chuẩn bị…", "Getting ready…")
    gone = run.standings - run.waiting
    return Text(
        f"Đã đi {gone} trên {run.standings} tình trạng hồ sơ gặp được, {run.acts} thao tác.",
        f"{gone} of {run.standings} standings met so far were walked on from, {run.acts} acts.",
    )


def _page(copy_id: int) -> Response:
    copy = frame.load(copy_id)
    result, run = rehearsed.look(copy.sources, _FIRST_LOOK)
    look = shown.of(copy.sources)
    if result is None:
        versus.prepare(copy)
        words = _words(run) if run is not None else Text("Đang chuẩn bị…", "Getting ready…")
        return frame.page("declare/working/rehearsing.html", copy, look=look, run=run, words=words)
    if result.refused is not None:
        return frame.page("declare/working/rehearsal.html", copy, look=look, result=result, told=None)
    return _results(copy, look, result)


def _results(copy: WorkingCopy, look: Shown, result: Rehearsed) -> Response:
    told = result.said_in(language())
    asked = request.args.get("xep", "")
    order = asked if asked in (LONGEST, RAREST) else ""
    complete = not any("Chưa đi hết" in one for one in result.said_in("vi")["bounds"])
    missed = coverage.missed(look.definition, told, (*result.red, *result.amber), complete=complete)
    forbidden = [one.element for one in missed if one.forbidden]
    unpassed = [one.element for one in missed if not one.forbidden]
    drawn = picture.svg(look.drawn, done=result.passed, forbidden=forbidden, unpassed=unpassed, language=language())
    with reading() as session:
        mine = plays.mine(session, require_actor(), copy.id)
    return frame.page(
        "declare/working/rehearsal.html",
        copy,
        look=look,
        result=result,
        told=told,
        drawn=Markup(drawn),
        size=size_asked(),
        red=_lines(copy, look, result.red),
        amber=_lines(copy, look, result.amber),
        unmanned=_lines(copy, look, _unmanned(look)),
        missed=missed,
        order=order,
        stories=_stories(result, told, order),
        versus=versus.of(copy, result),
        plays=mine,
    )


def _unmanned(look: Shown) -> list[Found]:
    """Steps nobody could do at some unit of the organisation as it is today."""
    with reading() as session:
        return unperformed(session, look.definition, local_day(context.now()))


def _lines(copy: WorkingCopy, look: Shown, some: Sequence[Found]) -> list[Line]:
    with reading() as session:
        known = acceptance.accepted(session, require_actor(), copy.id) if some else {}
    return [Line(one, spots.of(copy.id, look.definition, one), known.get(acceptance.key_of(one))) for one in some]


def _stories(result: Rehearsed, told: Mapping[str, Any], order: str) -> list[Told]:
    """The ways in the order asked for: longest first, or those with the most unusual turns first."""
    ways = result.ways
    found = [
        Told(number, story, ways[number]["unusual"] if number < len(ways) else 0)
        for number, story in enumerate(told["stories"])
    ]
    if order == LONGEST:
        return sorted(found, key=lambda one: -one.story["hours"])
    if order == RAREST:
        return sorted(found, key=lambda one: -one.unusual)
    return found


def size_asked() -> str:
    """How large the picture is shown: whole, else at its full size, which can be read on any screen."""
    return "vua" if request.args.get("co") == "vua" else "that"


def _back(copy_id: int) -> Response:
    return redirect(url_for("declare.working_rehearsal", copy_id=copy_id), code=303)
