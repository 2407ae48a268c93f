"""The steps tab: the table of the procedure."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from admin_ui.declare import shown, steps
from admin_ui.declare.working import frame


def register(blueprint: Blueprint) -> None:
    """Add the tab."""
    blueprint.add_url_rule("/soan/<int:copy_id>/buoc", "working_steps", _page)


def _page(copy_id: int) -> Response:
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    size = look.size(request.args.get("co", ""))
    return frame.page("declare/working/steps.html", copy, look=look, steps=steps.of(look.definition), size=size)
