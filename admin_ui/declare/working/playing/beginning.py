"""Beginning a play: of a story of the rehearsal, of a scenario kept, or of nothing."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from admin_ui.declare.working import frame, rehearsed
from admin_ui.declare.working.playing import page, subjects
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.platform.db import transaction
from engine.platform.errors import Invalid
from engine.publication.rehearsals import keeping, plays
from engine.publication.working.queries import WorkingCopy
from engine.rehearsal.playing.play import Plan
from engine.rehearsal.scenarios import Scenario
from engine.rehearsal.scenarios.files import LONGEST, from_data
from engine.text import Text

_FREE = Text("Diễn tự do", "Playing freely")


def register(blueprint: Blueprint) -> None:
    """Add the act."""
    blueprint.add_url_rule("/soan/<int:copy_id>/dien-tap/choi", "working_play_new", _new, methods=["POST"])


def _english(copy: WorkingCopy, scenario: Scenario) -> str:
    """What the way is called in English, where somebody has said so."""
    result, _ = rehearsed.standing(copy.sources)
    named = {one["name"][0]: one["name"][1] for one in result.ways} if result is not None else {}
    known: str = scenario.name_en or named.get(scenario.name, _FREE.en if scenario.name == _FREE.vi else "")
    return known[:LONGEST]


def _new(copy_id: int) -> Response:
    """Begin a play of a story, of a scenario, or of nothing; with ``het`` the whole way is gone at once."""
    copy, actor = frame.load(copy_id), require_actor()
    scenario = _asked(copy)
    subject, source = subjects.of(copy.sources), subjects.units()
    plan = subjects.gone(subject, scenario, source)
    if "het" not in request.form:
        plan = Plan(plan.filed, (), (*plan.done, *plan.ahead))
    english = _english(copy, scenario)
    with transaction() as session:
        play_id = plays.begin(session, actor, copy_id, scenario.name, english, plan, context.now())
    return page.to(copy_id, play_id)


def _asked(copy: WorkingCopy) -> Scenario:
    """What is to be played, as the button that was pressed names it."""
    name, number = request.form.get("kich_ban"), request.form.get("duong", "")
    if name:
        found = next((one for one in keeping.kept(copy.sources) if one.name == name), None)
        if found is not None:
            return found
    result, _ = rehearsed.standing(copy.sources)
    if number.isdecimal() and len(number) < 6 and result is not None and int(number) < len(result.ways):
        return from_data(result.ways[int(number)]["play"])
    if name or number:
        raise Invalid(
            Text("Đường này không còn, bản soạn đã đổi.", "This way is gone; the copy has changed."),
            Text("Mở lại thẻ Diễn tập.", "Open Rehearsal again."),
        )
    return from_data({"name": _FREE.vi, "filed": {"case": _first_case(copy)}, "steps": [], "expected": {}})


def _first_case(copy: WorkingCopy) -> str | None:
    cases = subjects.of(copy.sources).definition.cases
    return cases[0].id if cases else None
