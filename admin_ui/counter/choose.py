"""The first page of the counter: one box to scan a receipt, find a dossier, or choose the procedure to receive."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.counter.desks import counter_of, counters
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.dossiers.queries import lookup
from engine.platform.db import reading
from engine.procedures import catalogue

_LONGEST = 300
_DOSSIERS = 5


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/", "receive", _choose)


def _choose() -> str | Response:
    actor, now = require_actor(), context.now()
    desk = counter_of(actor, request.args.get("quay"))
    words = scanned(request.args.get("q", "")[:_LONGEST])
    with reading() as session:
        procedures = catalogue.in_force(session, now, words)
        dossiers = lookup.search(session, actor, words, _DOSSIERS) if words else []
    exact = next((row for row in dossiers if row.code == words.upper()), None)
    if exact is not None:
        return redirect(url_for("desk.dossier", dossier_id=exact.id), code=303)
    desks = counters(actor)
    return render_template(
        "counter/choose.html",
        rows=procedures,
        dossiers=dossiers,
        words=words,
        desk=desk,
        desks=desks,
        quay=desk.unit_id if len(desks) > 1 else None,
    )


def scanned(typed: str) -> str:
    """What was typed, or the dossier's code out of the address a receipt's QR code holds."""
    codes = parse_qs(urlsplit(typed.strip()).query).get("ma") if "://" in typed else None
    return (codes[0] if codes else typed).strip()
