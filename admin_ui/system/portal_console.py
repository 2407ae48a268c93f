"""The synchronisation with the national portal: what is not told yet, telling again one or many, what is included."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.dossiers.portal_sync import console, enrolment
from engine.dossiers.portal_sync.codes import BY_CODE
from engine.dossiers.portal_sync.models import EVERY
from engine.organisation import policy
from engine.organisation.operations.acting import By
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Missing
from engine.text import Text

_MOST = 200
_ACTS: dict[str, Callable[..., None]] = {"retry": console.retry, "leave_out": console.leave_out}
_WANTED = {"on": True, "off": False, "": None}
_SCOPED = Text("Đã lưu phạm vi đồng bộ.", "The scope is saved.")
_DONE = Text("Đã đưa vào hàng chờ.", "Put in the queue.")


def register(blueprint: Blueprint) -> None:
    """Add the pages and acts."""
    rule = "/he-thong/cong-quoc-gia"
    add = blueprint.add_url_rule
    add(rule, "portal", _page)
    add(f"{rule}/ho-so", "portal_acts", _many, methods=["POST"])
    add(f"{rule}/ho-so/<int:dossier_id>", "portal_dossier", _dossier)
    add(f"{rule}/pham-vi", "portal_scope", _scope, methods=["POST"])
    add(f"{rule}/dang-mo", "portal_join", _join, methods=["POST"])


def _page(results: list[tuple[str, Text, bool]] | None = None) -> str:
    with reading() as session:
        found = console.read(session, require_actor(), context.now())
    return render_template("system/portal.html", console=found, results=results or [], every=EVERY, cap=console.SHOWN)


def _dossier(dossier_id: int) -> str:
    policy.require(require_actor(), Act.ADMINISTER)
    with reading() as session:
        sync = console.of_dossier(session, dossier_id)
        if sync is None:
            raise Missing(Text("Hồ sơ này không thuộc diện đồng bộ.", "This dossier is not synchronised."))
        events = console.events(session, dossier_id)
    return render_template("system/portal_dossier.html", sync=sync, events=events, codes=BY_CODE)


def _many() -> str:
    """Each chosen dossier on its own: one that cannot be done stops no other."""
    by = By(require_actor(), context.now())
    by.require_administrator()
    act = _ACTS.get(request.form.get("act", ""), console.retry)
    results = []
    for text in request.form.getlist("dossier")[:_MOST]:
        if not (text.isdigit() and len(text) < 16):
            continue
        try:
            with transaction() as session:
                act(session, by, int(text))
            results.append((text, _DONE, True))
        except AppError as error:
            results.append((text, error.what, False))
    return _page(results)


def _scope() -> Response:
    by = By(require_actor(), context.now())
    key, wanted = request.form.get("key", "")[:80], request.form.get("wanted", "")
    with transaction() as session:
        enrolment.set_scope(session, by, key or EVERY, _WANTED.get(wanted))
    flash.say(_SCOPED)
    return redirect(url_for("system.portal"), code=303)


def _join() -> Response:
    by = By(require_actor(), context.now())
    with transaction() as session:
        joined = enrolment.let_open_ones_join(session, by)
    flash.say(Text(f"Đã đưa {joined} hồ sơ đang mở vào đồng bộ.", f"{joined} open dossiers are synchronised now."))
    return redirect(url_for("system.portal"), code=303)
