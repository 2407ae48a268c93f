"""The catalogue: every procedure with its state, the drafts that wait, search and filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy import Row

from admin_ui.declare import words
from admin_ui.web import context, pages
from admin_ui.web.visitors import require_actor
from engine.organisation import policy, units
from engine.organisation.policy import Act, DraftFacts
from engine.platform.db import reading
from engine.platform.search import search_key
from engine.platform.time import local_day
from engine.publication import drafts, lifecycle, queries
from engine.publication.queries import ABOLISHED, EFFECTIVE, SUSPENDED, UPCOMING, Entry
from engine.publication.working import queries as working_copies

PAGE = 50
STATES = (EFFECTIVE, UPCOMING, SUSPENDED, ABOLISHED)
DECLARING, CHECKING, WAITING = "declaring", "checking", "waiting"
_OF_DRAFTS = {CHECKING: drafts.FINDINGS, WAITING: drafts.READY}
_ASKED = ("q", "linh_vuc", "cap", "tinh_trang", "chu_quan")


def register(blueprint: Blueprint) -> None:
    """Add the catalogue."""
    blueprint.add_url_rule("/", "catalogue", _catalogue)


def _catalogue() -> str:
    actor, now = require_actor(), context.now()
    asked = {name: request.args.get(name, "")[:120] for name in _ASKED}
    decided = request.args.get("ban_thao") == "da-xu-ly"
    with reading() as session:
        found = queries.entries(session, now, words=asked["q"])
        sent = queries.drafts(session, actor, decided=decided)
        working = working_copies.listing(session, actor)
        orders = lifecycle.waiting(session, actor)
        names = {unit.id: unit.name for unit in units.tree_on(session, local_day(now))}
    state = asked["tinh_trang"]
    return render_template(
        "declare/catalogue.html",
        declared=words,
        page=pages.slice_of([one for one in found if _fits(one, asked)], PAGE),
        fields=_values(found, "field"),
        levels=_values(found, "level"),
        owners=sorted({(one.owner, names.get(one.owner, str(one.owner))) for one in found if one.owner is not None}),
        unit_names=names,
        asked=asked,
        drafts=[row for row in sent if _draft_fits(row, asked, decided=decided)],
        working=[row for row in working if state in ("", DECLARING) and _named(row, asked["q"])],
        orders=orders if not state else (),
        decided=decided,
        shows_drafts=policy.may(actor, Act.SEE_DRAFT) and state in ("", *_OF_DRAFTS),
        shows_catalogue=state in ("", *STATES),
        sees_drafts=policy.may(actor, Act.SEE_DRAFT),
        may_upload=policy.may(actor, Act.EDIT_DRAFT),
        may_approve=policy.may(actor, Act.PUBLISH, DraftFacts(frozenset())),
    )


def _fits(entry: Entry, asked: dict[str, str]) -> bool:
    summary = entry.version.summary
    owner = str(entry.owner) if entry.owner is not None else ""
    wanted = (
        (asked["linh_vuc"], summary.get("field")),
        (asked["cap"], summary.get("level")),
        (asked["chu_quan"], owner),
        (asked["tinh_trang"], entry.state),
    )
    return all(not want or want == have for want, have in wanted)


def _draft_fits(row: Row[Any], asked: dict[str, str], *, decided: bool) -> bool:
    state = asked["tinh_trang"]
    return (decided or state not in _OF_DRAFTS or row.status == _OF_DRAFTS[state]) and _named(row, asked["q"])


def _named(row: Row[Any], words: str) -> bool:
    name = search_key(f"{row.name} {row.key}")
    return all(word in name for word in search_key(words).split())


def _values(found: Sequence[Entry], name: str) -> list[str]:
    return sorted({value for one in found if (value := one.version.summary.get(name))})
