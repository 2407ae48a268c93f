"""The list: every calendar with who keeps it, the nation's years, the latest changes and how far they are."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, render_template

from admin_ui.system.calendars import names
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.clock import VietnameseDays
from engine.organisation import policy
from engine.organisation.calendars import queries
from engine.organisation.policy import Act
from engine.organisation.units import tree_on
from engine.platform.db import reading
from engine.platform.time import local_day


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/he-thong/lich", "calendars", _calendars)


def _calendars() -> str:
    policy.require(require_actor(), Act.ADMINISTER)
    today = local_day(context.now())
    with reading() as session:
        book, stored, years = queries.book(session), queries.stored(session), queries.stored_years(session)
        kept = Counter(unit.calendar for unit in tree_on(session, today))
        changes = queries.changes(session)
    shipped = set(VietnameseDays.shipped().decided)
    shown = range(today.year - 1, today.year + 3)
    return render_template(
        "system/calendars/list.html",
        calendars=[(name, names.title(book, name), kept[name], stored.get(name)) for name in book.names],
        years=[(year, years.get(year), year in shipped, book.national.undecided(year)) for year in shown],
        changes=changes,
        this_year=today.year,
    )
