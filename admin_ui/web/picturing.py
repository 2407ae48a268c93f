"""The diagram of a dossier with the way it took."""

from __future__ import annotations

from markupsafe import Markup

from admin_ui.web.language import language
from engine.bpmn.picture import svg
from engine.dossiers.queries.page import Page


def picture_of(page: Page) -> Markup:
    """The server-drawn diagram: what is done, where the dossier stands now."""
    drawn = svg(
        page.version.definition,
        done=page.passed - page.current,
        current=page.current | page.waiting,
        language=language(),
    )
    return Markup(drawn)
