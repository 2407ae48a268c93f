"""Today's board: late, due today, waiting for whom; per procedure, authority, unit; every figure leads to its list."""

from __future__ import annotations

from flask import Blueprint, render_template

from admin_ui.reports import asked
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.bpmn import vocabulary
from engine.platform.db import reading
from engine.reporting.figures import Figure
from engine.reporting.today import board
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the board."""
    blueprint.add_url_rule("/hom-nay", "today", _today)


def _today() -> str:
    reader, now, narrow = require_actor(), context.now(), asked.narrow()
    with reading() as session:
        found = board(session, reader, narrow, now)
        chosen = asked.chosen(session, narrow, now)
    return render_template(
        "reports/today.html",
        board=found,
        chosen=chosen,
        kept=asked.parameters(narrow),
        Figure=Figure,
        waits=asked.WAITS,
        nobody=asked.NOBODY_SAID,
        partner=partner,
    )


def partner(code: str) -> Text:
    """The name of a partner a wait asks; an unknown code speaks for itself."""
    kind = vocabulary.shipped().unit_kinds.get(code)
    return kind.name if kind else Text(code, code)
