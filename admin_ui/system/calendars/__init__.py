"""System → working calendars: the offices' calendars and the nation's years, and what changing them would move."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.system.calendars import calendar_page, change_page, list_page, year_page


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    for part in (list_page, year_page, change_page, calendar_page):
        part.register(blueprint)
