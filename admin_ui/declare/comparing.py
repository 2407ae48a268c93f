"""What changed between two versions of a procedure, or between a version and what is being declared, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from sqlalchemy import Row
from sqlalchemy.orm import Session

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.organisation.actors import Actor
from engine.platform.db import reading
from engine.platform.errors import Missing
from engine.procedures import store
from engine.procedures.sources import Sources
from engine.publication import differences, queries
from engine.publication.differences import PARTS, Told
from engine.publication.working import queries as working
from engine.text import Text

COPY = "soan-"
"""How the address names a working copy; a version is named by its number."""


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: what the address calls it, and in words."""

    code: str
    name: Text


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/thu-tuc/<key>/so-sanh", "compare", _page)


def by_part(found: Sequence[Told]) -> list[tuple[Text, list[Told]]]:
    """Differences under the names of their parts, in order."""
    named = [(PARTS[part], [one for one in found if one.part == part]) for part in PARTS]
    return [(name, some) for name, some in named if some]


def _page(key: str) -> Response:
    actor, now = require_actor(), context.now()
    with reading() as session:
        versions = queries.versions(session, key)
        sides = [*_copies(session, actor, key), *(_side(row) for row in versions)]
        current = queries.in_force(versions, now) or versions[0]
        after = _chosen(sides, request.args.get("den", ""), sides[0])
        before = _chosen(sides, request.args.get("tu", ""), _before(versions, after, current))
        old, new = (_sources(session, actor, versions, one) for one in (before, after))
    found = differences.between(old, new)
    if request.args.get("dang") == "json":
        return jsonify(key=key, before=before.code, after=after.code, changes=differences.as_data(found))
    rendered = render_template(
        "declare/compare.html",
        key=key,
        name=versions[0].summary["name"],
        sides=sides,
        before=before,
        after=after,
        told=by_part(found),
        total=len(found),
    )
    return make_response(rendered)


def _copies(session: Session, actor: Actor, key: str) -> list[Side]:
    return [
        Side(f"{COPY}{row.id}", Text(f"Bản soạn số {row.id}", f"Working copy {row.id}"))
        for row in working.listing(session, actor)
        if row.key == key
    ]


def _side(row: Row[Any]) -> Side:
    return Side(str(row.number), Text(f"Phiên bản {row.number}", f"Version {row.number}"))


def _before(versions: Sequence[Row[Any]], after: Side, current: Row[Any]) -> Side:
    """What to compare with by default: for a version the one before it, for a copy the version in force."""
    if not after.code.isdecimal():
        return _side(current)
    older = [row for row in versions if row.number < int(after.code)]
    return _side(older[0]) if older else _side(versions[-1])


def _chosen(sides: Sequence[Side], asked: str, otherwise: Side) -> Side:
    if not asked:
        return otherwise
    found = next((one for one in sides if one.code == asked), None)
    if found is None:
        raise Missing(
            Text("Không có bản cần so sánh.", "There is no such version to compare."),
            Text("Chọn trong danh sách phiên bản.", "Choose from the list of versions."),
        )
    return found


def _sources(session: Session, actor: Actor, versions: Sequence[Row[Any]], side: Side) -> Sources:
    if side.code.startswith(COPY):
        return working.load(session, actor, int(side.code.removeprefix(COPY))).sources
    return store.of_version(session, next(row.id for row in versions if str(row.number) == side.code))
