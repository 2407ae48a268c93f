"""The rehearsal tab: what was passed on the picture, what would go wrong, and every way as a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from admin_ui.declare import shown
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import frame, rehearsed, spots
from admin_ui.declare.working.spots import Spot
from admin_ui.web import context, flash
from admin_ui.web.language import language
from admin_ui.web.visitors import require_actor
from engine.bpmn import picture
from engine.platform.db import reading, transaction
from engine.procedures import labels
from engine.publication.findings import Found
from engine.publication.working import acceptance
from engine.publication.working.acceptance import Accepted
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

LONGEST_FIRST: Final = "gio"
"""The order of the stories that is asked for; else they stand as the work goes."""


@dataclass(frozen=True)
class Line:
    """One finding and the way to its place."""

    found: Found
    spot: Spot
    accepted: Accepted | None = None


def register(blueprint: Blueprint) -> None:
    """Add the tab, and accepting a finding by name."""
    add = blueprint.add_url_rule
    add("/soan/<int:copy_id>/dien-tap", "working_rehearsal", _page)
    add("/soan/<int:copy_id>/dien-tap/chap-nhan", "working_accept", _accept, methods=["POST"])


def _accept(copy_id: int) -> Response:
    """Accept one finding as it is said now; one that is gone is gone."""
    copy, actor = frame.load(copy_id), require_actor()
    wanted = (request.form.get("ma", ""), request.form.get("phan_tu", ""))
    said = next((one for one in rehearsed.of(copy.sources).amber if (one.code, one.element) == wanted), None)
    if said is None:
        flash.say(Text("Điểm này không còn.", "This finding is gone already."))
    else:
        with transaction() as session:
            acceptance.accept(session, actor, copy_id, said, context.now())
        flash.say(Text("Đã ghi nhận người chấp nhận.", "Your acceptance is on record."))
    return redirect(url_for("declare.working_rehearsal", copy_id=copy_id), code=303)


def _page(copy_id: int) -> Response:
    copy = frame.load(copy_id)
    result, look = rehearsed.of(copy.sources), shown.of(copy.sources)
    if result.refused is not None:
        return frame.page("declare/working/rehearsal.html", copy, look=look, result=result, told=None)
    told = result.said_in(language())
    order = LONGEST_FIRST if request.args.get("xep") == LONGEST_FIRST else ""
    return frame.page(
        "declare/working/rehearsal.html",
        copy,
        look=look,
        result=result,
        told=told,
        drawn=Markup(picture.svg(look.drawn, done=result.passed, language=language())),
        size=look.size(""),
        red=_lines(copy, look, result.red),
        amber=_lines(copy, look, result.amber),
        missed=_missed(look, told),
        order=order,
        stories=_stories(told, order),
    )


def _lines(copy: WorkingCopy, look: Shown, some: Sequence[Found]) -> list[Line]:
    with reading() as session:
        known = acceptance.accepted(session, require_actor(), copy.id) if some else {}
    return [Line(one, spots.of(copy.id, look.definition, one), known.get(acceptance.key_of(one))) for one in some]


def _missed(look: Shown, told: Mapping[str, Any]) -> list[Text]:
    """The steps, events and flows no dossier passed, by name."""
    definition = look.definition
    found = []
    for key in told["not_covered"]:
        node, flow = definition.nodes.get(key), definition.flows.get(key)
        if node is not None:
            found.append(labels.node_name(definition, node))
        elif flow is not None:
            found.append(Text(f"nhánh “{flow.name or key}”", f"flow “{flow.name or key}”"))
    return found


def _stories(told: Mapping[str, Any], order: str) -> list[Mapping[str, Any]]:
    stories = list(told["stories"])
    return sorted(stories, key=lambda one: -one["hours"]) if order == LONGEST_FIRST else stories
