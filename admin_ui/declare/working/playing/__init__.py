"""Playing a dossier of a working copy step by step, every person in turn, and keeping the way as a scenario."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.declare.working.playing import beginning, ending, page, scenarios_page


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    for part in (beginning, page, ending):
        part.register(blueprint)
    scenarios_page.register(blueprint)
