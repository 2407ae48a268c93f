"""The catalogue: every procedure with its state, the drafts that wait, search and filters."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, request

from admin_ui.declare import words
from admin_ui.web import context, pages
from admin_ui.web.visitors import require_actor
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading
from engine.publication import queries
from engine.publication.queries import EFFECTIVE, UPCOMING, Entry
from engine.publication.working import queries as working_copies

PAGE = 50
STATES = (EFFECTIVE, UPCOMING)


def register(blueprint: Blueprint) -> None:
    """Add the catalogue."""
    blueprint.add_url_rule("/", "catalogue", _catalogue)


def _catalogue() -> str:
    actor, now = require_actor(), context.now()
    asked = {name: request.args.get(name, "")[:120] for name in ("q", "linh_vuc", "cap", "tinh_trang")}
    decided = request.args.get("ban_thao") == "da-xu-ly"
    with reading() as session:
        found = queries.entries(session, now, words=asked["q"])
        drafts = queries.drafts(session, actor, decided=decided)
        working = working_copies.listing(session, actor)
    return render_template(
        "declare/catalogue.html",
        declared=words,
        page=pages.slice_of([one for one in found if _fits(one, asked)], PAGE),
        fields=_values(found, "field"),
        levels=_values(found, "level"),
        asked=asked,
        drafts=drafts,
        working=working,
        decided=decided,
        sees_drafts=policy.may(actor, Act.SEE_DRAFT),
        may_upload=policy.may(actor, Act.EDIT_DRAFT),
    )


def _fits(entry: Entry, asked: dict[str, str]) -> bool:
    summary = entry.version.summary
    wanted = ((asked["linh_vuc"], summary.get("field")), (asked["cap"], summary.get("level")))
    return all(not want or want == have for want, have in wanted) and asked["tinh_trang"] in ("", entry.state)


def _values(found: Sequence[Entry], name: str) -> list[str]:
    return sorted({value for one in found if (value := one.version.summary.get(name))})
