"""One procedure for citizens: what to bring, how long, how much, where, and what happens step by step."""

from __future__ import annotations

from flask import Blueprint, render_template
from markupsafe import Markup

from admin_ui.portal import sheet
from admin_ui.web import context
from admin_ui.web.language import language
from engine.bpmn import picture
from engine.platform.db import reading
from engine.procedures import catalogue, versions


def register(blueprint: Blueprint) -> None:
    """Add the page of a procedure."""
    blueprint.add_url_rule("/thu-tuc/<key>", "procedure", _procedure)


def _procedure(key: str) -> str:
    with reading() as session:
        row = catalogue.version_shown(session, key, context.now())
        definition = versions.load(session, row.version_id).definition
    drawn = Markup(picture.svg(definition, language=language()))
    return render_template("portal/procedure.html", row=row, sheet=sheet.of(definition), picture=drawn)
