"""The audit trail for auditors: searched by subject, actor and day, and checked on demand."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request

from admin_ui.system import said
from admin_ui.web.limits import row_number
from admin_ui.web.visitors import require_actor
from engine.platform.audit import Problem
from engine.platform.db import reading
from engine.reporting import trail
from engine.reporting.trail import Asked


def register(blueprint: Blueprint) -> None:
    """Add the page and the check."""
    blueprint.add_url_rule("/he-thong/nhat-ky", "audit", _audit)
    blueprint.add_url_rule("/he-thong/nhat-ky/kiem-tra", "verify_audit", _verify, methods=["POST"])


def _audit() -> str:
    return _page(None)


def _verify() -> str:
    with reading() as session:
        problems = trail.verify(session, require_actor())
    return _page(problems)


def _page(problems: tuple[Problem, ...] | None) -> str:
    reader, asked = require_actor(), _asked()
    with reading() as session:
        found = trail.entries(session, reader, asked)
        seal = trail.last_seal(session, reader)
    kept = {name: value for name, value in request.args.items() if name not in ("truoc", "lang") and value}
    return render_template(
        "system/audit.html",
        found=found,
        asked=asked,
        seal=seal,
        problems=problems,
        kept=kept,
        kinds=said.SUBJECTS,
        said_act=said.act,
        said_subject=said.subject,
    )


def _asked() -> Asked:
    given = request.args
    return Asked(
        kind=given.get("loai", "")[:40],
        subject=given.get("ma", "").strip()[:80],
        actor=given.get("ai", "").strip()[:120],
        since=given.get("tu", None, type=_day),
        until=given.get("den", None, type=_day),
        before=given.get("truoc", None, type=row_number),
    )


def _day(typed: str) -> date:
    return date.fromisoformat(typed)
