"""Receiving on one page: who applies, the application form, the papers, the fees, the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.counter import reception_page, typed
from admin_ui.counter.desks import counter_of
from admin_ui.counter.typed import Typed
from admin_ui.trial import entering, prefilled
from admin_ui.web import context, flash
from admin_ui.web.limits import takes_files
from admin_ui.web.stores import file_store
from admin_ui.web.visitors import require_actor
from engine.dossiers import rules
from engine.dossiers.applicant import applicant_form
from engine.dossiers.errors import AlreadyReceived, Incomplete
from engine.dossiers.operations import reception
from engine.organisation import units
from engine.organisation.actors import Holding
from engine.organisation.tree import UnitOnDay
from engine.platform.db import reading, transaction
from engine.platform.errors import Invalid, TooLarge
from engine.platform.time import local_day
from engine.procedures import catalogue, versions
from engine.procedures.versions import Version
from engine.text import Text

RECEIVED = Text("Đã tiếp nhận hồ sơ.", "The dossier is received.")
NOTED = Text("Đã ghi nhận. Hồ sơ chưa được tiếp nhận.", "Recorded. The dossier is not accepted yet.")

AGAIN = Text(
    "Trang này đã được ghi nhận trước đó; lần này chưa ghi thêm gì. Mở lại trang Tiếp nhận để nhận hồ sơ khác.",
    "This page was recorded before; nothing was added now. Open Reception anew for another dossier.",
)


def register(blueprint: Blueprint) -> None:
    """Add the reception page."""
    blueprint.add_url_rule("/<key>", "procedure", _procedure, methods=["GET", "POST"])


@takes_files
def _procedure(key: str) -> str | Response | tuple[str, int]:
    desk = counter_of(require_actor(), request.args.get("quay"))
    version, receiving = _opened(key, desk)
    names = reception_page.names_at(receiving, "counter")
    if request.method != "POST":
        return reception_page.draw(version, desk, receiving, _begun(version, names))
    given = typed.read(version, names)
    if given.pressed:
        return reception_page.draw(version, desk, receiving, given)
    try:
        dossier_id = _receive(key, desk, given)
    except AlreadyReceived as error:
        return _again(error)
    except Incomplete as error:
        return reception_page.draw(version, desk, receiving, given, error.errors), error.status
    except (Invalid, TooLarge) as error:
        said = Text(error.said_in("vi"), error.said_in("en"))
        return reception_page.draw(version, desk, receiving, given, {"papers": said}), error.status
    return _on(version, given, dossier_id)


def _begun(version: Version, names: Mapping[str, Any]) -> Typed:
    """The page as it opens; in a trial with sample answers and every paper there."""
    blank = typed.blank(version, names)
    if entering.inside() is None:
        return blank
    applicant = prefilled.begun(applicant_form(), names)
    known = {**names, "nguoi_nop": applicant}
    form, step = (prefilled.begun(typed.parts(version)[part], known) for part in ("form", "step"))
    answers = {"applicant": applicant, "form": form, "step": step}
    papers = frozenset(paper.id for paper in version.definition.documents)
    return replace(blank, answers=answers, papers=papers)


def _opened(key: str, desk: Holding) -> tuple[Version, UnitOnDay]:
    """The version in force, and the authority the desk receives for."""
    now = context.now()
    with reading() as session:
        version = versions.load(session, catalogue.version_in_force(session, key, now).version_id)
        authority = units.tree_on(session, local_day(now)).authority_of(desk.unit_id)
        return version, authority or units.unit_on(session, desk.unit_id, local_day(now))


def _receive(key: str, desk: Holding, given: Typed) -> int:
    with transaction() as session:
        return reception.receive(
            session,
            file_store(),
            require_actor(),
            key,
            desk.unit_id,
            given.filed,
            given.decision,
            context.now(),
            given.once,
        )


def _again(error: AlreadyReceived) -> Response:
    """On to the dossier this very page made before; nothing is recorded twice."""
    with reading() as session:
        dossier_id, accepted = reception.received_before(session, error)
    flash.say(AGAIN, "info")
    return _to(dossier_id, accepted)


def _on(version: Version, given: Typed, dossier_id: int) -> Response:
    """On to the receipt once accepted, else to the dossier."""
    first = rules.first_step(version.definition)
    accepted = first is not None and rules.accepts(first, rules.outcome_of(first, given.outcome))
    flash.say(RECEIVED if accepted else NOTED, "ok" if accepted else "info")
    return _to(dossier_id, accepted)


def _to(dossier_id: int, accepted: bool) -> Response:
    target = "counter.receipt" if accepted else "desk.dossier"
    return redirect(url_for(target, dossier_id=dossier_id), code=303)
