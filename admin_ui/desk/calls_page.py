"""Entering a result in a partner's place: the form comes from the connector's descriptor, the dossier goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.connectors import registry
from engine.dossiers import calls, facts
from engine.dossiers.calls import Entry
from engine.dossiers.dossier import open_dossier
from engine.dossiers.errors import Incomplete
from engine.dossiers.operations import calls_by_hand
from engine.dossiers.queries import calls as called
from engine.dossiers.queries.calls import Called
from engine.forms.dates import read_date
from engine.forms.wrong import Wrong
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import Missing
from engine.text import Text

PREFIX = "kq."


@dataclass(frozen=True)
class Ask:
    """One value the form asks for, as it was typed, with what is wrong with it."""

    entry: Entry
    example: str
    typed: str
    wrong: Text | None


def register(blueprint: Blueprint) -> None:
    """Add the page and its act."""
    at = "/ho-so/<int:dossier_id>/doi-tac/<int:call_id>"
    blueprint.add_url_rule(at, "call", _page)
    blueprint.add_url_rule(at, "call_enter", _enter, methods=["POST"])


def _page(dossier_id: int, call_id: int, error: Incomplete | None = None) -> str:
    actor, now = require_actor(), context.now()
    with reading() as session:
        opened = open_dossier(session, dossier_id)
        policy.require(actor, Act.SETTLE_INCIDENT, facts.of_dossier(session, opened.row, now))
        found = _of(called.of_dossier(session, actor, opened, now), call_id)
        row = calls.find(session, call_id)
        entries = calls.entries(opened.version.definition.nodes[row.element])
    asks = [_ask(entry, row.connector, error) for entry in entries]
    return render_template("desk/call.html", here="desk.inbox", row=opened.row, call=found, asks=asks, error=error)


def _enter(dossier_id: int, call_id: int) -> Response | tuple[str, int]:
    typed = {name.removeprefix(PREFIX): text for name, text in request.form.items() if name.startswith(PREFIX)}
    kinds = _kinds(dossier_id, call_id)
    try:
        ready = _plain(typed, kinds)
        with transaction() as session:
            calls_by_hand.enter(session, require_actor(), call_id, ready, context.now())
    except Incomplete as error:
        return _page(dossier_id, call_id, error), error.status
    flash.say(
        Text(
            "Đã ghi kết quả; hồ sơ đi tiếp. Khi đối tác hoạt động lại, hệ thống gửi và đối chiếu.",
            "The result is recorded and the dossier goes on. It is sent and compared once the partner is back.",
        )
    )
    return redirect(url_for("desk.dossier", dossier_id=dossier_id), code=303)


def _kinds(dossier_id: int, call_id: int) -> Mapping[str, str]:
    with reading() as session:
        row = calls.find(session, call_id)
        if row.dossier_id != dossier_id:
            raise Missing(Text("Hồ sơ này không có lần gọi đó.", "This dossier has no such call."))
        node = open_dossier(session, row.dossier_id).version.definition.nodes[row.element]
        return {entry.name: entry.kind for entry in calls.entries(node)}


def _plain(typed: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, str]:
    """Days as they are typed here become days as partners write them. Raises ``Incomplete``."""
    ready, errors = dict(typed), {}
    for name, text in typed.items():
        if kinds.get(name) == "date" and text.strip():
            try:
                ready[name] = read_date(text.strip())
            except Wrong as error:
                errors[name] = error.text
    if errors:
        raise Incomplete(errors)
    return ready


def _of(found: list[Called], call_id: int) -> Called:
    for one in found:
        if one.id == call_id:
            return one
    raise Missing(
        Text("Việc này không còn chờ đối tác.", "This no longer waits for a partner."),
        Text("Mở lại hồ sơ để xem.", "Open the dossier again."),
    )


def _ask(entry: Entry, connector_id: str, error: Incomplete | None) -> Ask:
    connector = registry.find(connector_id)
    examples = {one.title: one.example for one in connector.descriptor.results} if connector else {}
    example = examples.get(entry.title)
    wrong = error.errors.get(entry.name) if error else None
    return Ask(entry, "" if example is None else str(example), request.form.get(PREFIX + entry.name, ""), wrong)
