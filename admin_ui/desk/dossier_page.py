"""The dossier page: what to do now, the clock, the papers, the people, the way taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, url_for
from sqlalchemy import Row
from sqlalchemy.orm import Session

from admin_ui.components import clock, journey
from admin_ui.components.clock import Told
from admin_ui.components.form import Answered, answers_of
from admin_ui.components.journey import Stage
from admin_ui.components.naming import named_in
from admin_ui.desk import sheets
from admin_ui.desk.sheets import Again, Around
from admin_ui.web import context
from admin_ui.web.language import language
from admin_ui.web.picturing import picture_of
from admin_ui.web.visitors import require_actor
from engine.bpmn import picture
from engine.clock import tell_office
from engine.dossiers import clockwork, facts, shares
from engine.dossiers.legs.timeline import legs_of
from engine.dossiers.legs.waiting import asked_in
from engine.dossiers.names import form_names
from engine.dossiers.operations import apologies
from engine.dossiers.options import unit_options
from engine.dossiers.papers import issuing
from engine.dossiers.paying import counter
from engine.dossiers.portal_sync import console
from engine.dossiers.queries import calls as called
from engine.dossiers.queries import page as dossier_query
from engine.dossiers.queries.calls import Called
from engine.dossiers.queries.page import Answered as Submitted
from engine.dossiers.queries.page import OpenWork, Page
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading


def register(blueprint: Blueprint) -> None:
    """Add the page of one dossier."""
    blueprint.add_url_rule("/ho-so/<int:dossier_id>", "dossier", lambda dossier_id: show(dossier_id))


def show(dossier_id: int, again: Again | None = None) -> str:
    """Draw a dossier; ``again`` brings a submit back filled in."""
    actor, now = require_actor(), context.now()
    with reading() as session:
        seen = dossier_query.page(session, actor, dossier_id, now)
        around = Around(form_names(session, seen.dossier.row, now), unit_options(session, now), again)
        told = _told(session, seen, now)
        definition = seen.version.definition
        work = [sheets.of_work(item, definition, around) for item in seen.work if item.may_do]
        asked = next((reason for one in reversed(seen.answered) if (reason := str(one.values.get("ly_do") or ""))), "")
        waits = [sheets.of_wait(item, around, asked_in(session, definition, item.row) or asked) for item in seen.waits]
        papers = issuing.of_dossier(session, dossier_id)
        apology = apologies.standing(session, actor, seen.dossier, now)
        told_to = console.of_dossier(session, dossier_id) if seen.dossier.row.synced is not None else None
        may_take = counter.may_take(session, actor, seen.dossier.row, now)
        may_void = policy.may(actor, Act.VOID_PAPER, facts.of_dossier(session, seen.dossier.row, now))
        agencies = legs_of(session, seen.dossier, now)
        asked_of = called.of_dossier(session, actor, seen.dossier, now)
        answers = [(one, _read(one, around, now)) for one in seen.answered]
    return render_template(
        "desk/dossier.html",
        here="desk.inbox",
        page=seen,
        row=seen.dossier.row,
        work=work,
        elsewhere=[item for item in seen.work if not item.may_do],
        waits=waits,
        told=told,
        legs=agencies,
        partner_calls=asked_of,
        dossier_address=lambda dossier_id: url_for("desk.dossier", dossier_id=dossier_id),
        answers=[(one, lines) for one, lines in answers if lines or one.values.get(sheets.REASON)],
        picture=picture_of(seen),
        steps=picture.steps_in_words(definition, done=seen.passed, current=_here(seen, asked_of), language=language()),
        stages=_stages(seen, asked_of),
        files=_by_paper(seen),
        issued_papers=papers,
        apology=apology,
        may_void=may_void,
        may_take=may_take,
        portal=told_to,
        named=named_in(definition),
    )


def _told(session: Session, seen: Page, now: datetime) -> Told:
    row = seen.dossier.row
    assessed = clockwork.assess(session, row, seen.version, now) if row.accepted_at else None
    if assessed is None:
        return Told()
    inside = tell_office(assessed, shares.of_dossier(session, row, seen.version, assessed, now))
    return clock.of_dossier(assessed, seen.remaining.seconds, inside)


def _read(one: Submitted, around: Around, now: datetime) -> tuple[Answered, ...]:
    if one.form is None:
        return ()
    return answers_of(one.form, one.values, lang=language(), context=around.names, now=now, options=around.options)


def _by_paper(seen: Page) -> dict[str | None, list[Row[Any]]]:
    """The files by the paper they are a scan of; under None those of no listed paper."""
    listed = {paper.document_id for paper in seen.checklist}
    found: dict[str | None, list[Row[Any]]] = {}
    for file in seen.documents:
        found.setdefault(file.document_id if file.document_id in listed else None, []).append(file)
    return found


def _stages(seen: Page, asked_of: list[Called]) -> list[Stage]:
    """The story, then what stands open, then what still comes."""
    past = journey.told(seen.story, names=True)
    if seen.dossier.row.ended_at is not None:
        return past
    now = [_open(item) for item in seen.work]
    waiting = [Stage("wait", item.name, item.row.opened_at) for item in seen.waits]
    waiting += [Stage("wait", one.name, one.opened_at, one.partner) for one in asked_of if one.open]
    here = _here(seen, asked_of)
    return [*past, *now, *waiting, *journey.coming(seen.version.definition, here)]


def _open(item: OpenWork) -> Stage:
    return Stage(
        state="late" if item.remaining.state == "late" else "now",
        what=journey.numbered(item.row.step_no, item.name),
        who=journey.joined([item.row.unit_name, item.row.person_name]),
        note=item.remaining.said if item.row.due_at else None,
    )


def _here(seen: Page, asked_of: list[Called]) -> frozenset[str]:
    """Where the dossier stands: open steps, waits, and calls without an answer."""
    return seen.current | seen.waiting | {one.element for one in asked_of if one.open}
