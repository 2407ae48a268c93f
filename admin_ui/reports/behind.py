"""The dossiers behind one figure of the board."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from admin_ui.reports import asked
from admin_ui.web import context
from admin_ui.web.pages import Page, asked_page
from admin_ui.web.visitors import require_actor
from engine.dossiers.status import WORDS, Status
from engine.platform.db import reading
from engine.reporting import listing
from engine.reporting.figures import Figure
from engine.text import Text

NAMES = {
    Figure.OPEN: Text("Hồ sơ đang giải quyết", "Open dossiers"),
    Figure.LATE: Text("Hồ sơ quá hạn", "Overdue dossiers"),
    Figure.TODAY: Text("Hồ sơ đến hạn hôm nay", "Dossiers due today"),
    Figure.CITIZEN: Text("Hồ sơ đang chờ người nộp", "Dossiers waiting for the applicant"),
    Figure.AGENCY: Text("Hồ sơ đang chờ cơ quan khác", "Dossiers waiting for another agency"),
    Figure.INCIDENT: Text("Hồ sơ gặp sự cố", "Dossiers with an incident"),
    Figure.RECEIVED: Text("Hồ sơ nộp hôm nay", "Dossiers filed today"),
    Figure.FINISHED: Text("Hồ sơ giải quyết xong hôm nay", "Dossiers resolved today"),
}


def register(blueprint: Blueprint) -> None:
    """Add the list."""
    blueprint.add_url_rule("/hom-nay/ho-so", "behind", _behind)


def _behind() -> str:
    reader, now, narrow = require_actor(), context.now(), asked.narrow()
    word = request.args.get("so", "")
    figure = Figure(word) if word in set(Figure) else Figure.OPEN
    number = asked_page()
    with reading() as session:
        found = listing.dossiers(session, reader, figure, narrow, number, now)
        chosen = asked.chosen(session, narrow, now)
    return render_template(
        "reports/behind.html",
        page=Page(found.items, number, listing.PAGE, found.total, found.capped),
        figure=figure,
        name=NAMES[figure],
        chosen=chosen,
        kept=asked.parameters(narrow),
        waits=asked.WAITS,
        statuses={status.value: WORDS[status].label for status in Status},
    )
