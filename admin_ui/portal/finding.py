"""Finding a procedure: by words, by situation, by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from admin_ui.portal.situations import SITUATIONS, Situation
from admin_ui.web import context, pages
from engine.platform.db import reading
from engine.procedures import catalogue
from engine.procedures.catalogue import CatalogueRow

_PER_PAGE = 25
_LONGEST_SEARCH = 120


def register(blueprint: Blueprint) -> None:
    """Add the start page and the list of procedures."""
    blueprint.add_url_rule("/", "home", _home)
    blueprint.add_url_rule("/thu-tuc", "procedures", _procedures)


def _home() -> str:
    with reading() as session:
        rows = catalogue.in_force(session, context.now())
        situations = _that_find_something(session)
    return render_template("portal/home.html", fields=fields_of(rows), situations=situations, total=len(rows))


def _procedures() -> str:
    words = request.args.get("q", "")[:_LONGEST_SEARCH].strip()
    field = request.args.get("linh_vuc", "")
    with reading() as session:
        found = catalogue.in_force(session, context.now(), words)
    chosen = [row for row in found if not field or row.summary.get("field") == field]
    return render_template(
        "portal/procedures.html",
        page=pages.slice_of(chosen, _PER_PAGE),
        fields=fields_of(found),
        field=field,
        words=words,
    )


def fields_of(rows: Sequence[CatalogueRow]) -> list[tuple[str, int]]:
    """Return the fields of public life the procedures belong to, with how many each has, largest first."""
    counted = Counter(str(row.summary["field"]) for row in rows if row.summary.get("field"))
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _that_find_something(session: Session) -> list[Situation]:
    return [one for one in SITUATIONS if catalogue.in_force(session, context.now(), one.words)]
