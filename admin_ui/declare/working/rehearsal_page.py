"""The rehearsal tab: what was passed on the picture, what would go wrong, and every way as a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from admin_ui.declare import shown
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import frame, rehearsed, spots
from admin_ui.declare.working.spots import Spot
from admin_ui.web.language import language
from engine.bpmn import picture
from engine.procedures import labels
from engine.publication.findings import Found
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

LONGEST_FIRST: Final = "gio"
"""The order of the stories that is asked for; else they stand as the work goes."""


@dataclass(frozen=True)
class Line:
    """One finding and the way to its place."""

    found: Found
    spot: Spot


def register(blueprint: Blueprint) -> None:
    """Add the tab."""
    blueprint.add_url_rule("/soan/<int:copy_id>/dien-tap", "working_rehearsal", _page)


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
    return [Line(one, spots.of(copy.id, look.definition, one)) for one in some]


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
