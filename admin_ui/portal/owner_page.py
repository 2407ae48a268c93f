"""A dossier as its owner sees it: who has it, what is next, how long is left and why, what she must do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, url_for
from sqlalchemy.orm import Session

from admin_ui.components import clock, journey
from admin_ui.components.form import FormPage, page_of
from admin_ui.components.journey import Stage
from admin_ui.components.naming import named_in
from admin_ui.portal import owner_money, owner_papers
from admin_ui.web import context
from admin_ui.web.language import language, said
from engine import forms
from engine.clock import Assessment
from engine.dossiers import clockwork
from engine.dossiers.legs.timeline import legs_of
from engine.dossiers.names import form_names
from engine.dossiers.options import unit_options
from engine.dossiers.queries import calls, lookup
from engine.dossiers.queries.calls import Awaited
from engine.dossiers.queries.lookup import CitizenPage, CitizenWait
from engine.forms import OptionSource
from engine.organisation import units
from engine.platform.db import reading
from engine.platform.time import local_day
from engine.text import Text

_WAITING = Text("Đang chờ ông/bà", "Waiting for you")
_STANDINGS = {
    "ok": Text("Đúng hạn", "In time"),
    "soon": Text("Sắp đến hạn", "Due soon"),
    "late": Text("Quá hạn", "Overdue"),
}


@dataclass(frozen=True)
class Again:
    """An answer that came back: to which wait, what was typed, what is wrong."""

    wait_id: int
    values: Mapping[str, Any]
    errors: Mapping[str, Text] = field(default_factory=dict)
    focus: str = ""
    files: bool = False


@dataclass(frozen=True)
class ToDo:
    """What the owner is asked for, with its form drawn."""

    wait: CitizenWait
    form: FormPage | None
    summary: list[tuple[str, str]]
    files_again: bool


def show(dossier_id: int, again: Again | None = None) -> str:
    """Draw the page; ``again`` brings an answer back filled in."""
    now = context.now()
    with reading() as session:
        page = lookup.citizen_page(session, dossier_id, now)
        row = page.dossier.row
        names, options = form_names(session, row, now), unit_options(session, now)
        assessed = _assessed(session, page)
        papers = owner_papers.readable(session, dossier_id)
        lines = legs_of(session, page.dossier, now)
        receiving = units.name_at(session, row.receiving_unit_id, local_day(now))
        money = owner_money.of_dossier(session, row)
        awaited = calls.awaited(session, page.dossier)
    definition = page.dossier.version.definition
    return render_template(
        "portal/dossier.html",
        page=page,
        row=row,
        standing=_standing(page),
        told=clock.of_dossier(assessed, page.remaining.seconds),
        to_do=[_to_do(one, names, options, again) for one in page.waits],
        receiving=receiving,
        legs=lines,
        papers=papers,
        money=money,
        named=named_in(definition),
        stages=_stages(page, awaited),
        coming=journey.coming(definition, _here(page, awaited))[:1] if not page.ended else [],
    )


def _assessed(session: Session, page: CitizenPage) -> Assessment | None:
    if page.dossier.row.accepted_at is None:
        return None
    return clockwork.assess(session, page.dossier.row, page.dossier.version, context.now())


def _standing(page: CitizenPage) -> tuple[str, Text]:
    """The kind of tag and its word."""
    if page.ended:
        return ("ok" if page.dossier.row.result == "granted" else "plain"), page.status
    if page.waits:
        return "wait", _WAITING
    if page.dossier.row.done_at is not None:
        return "ok", page.status
    state = page.remaining.state
    return (state, _STANDINGS[state]) if state in _STANDINGS else ("info", page.status)


def _to_do(one: CitizenWait, names: Mapping[str, Any], options: OptionSource, again: Again | None) -> ToDo:
    mine = again if again and again.wait_id == one.row.id else Again(one.row.id, _begun(one, names))
    if one.form is None:
        return ToDo(one, None, [("", said(text)) for text in mine.errors.values()], mine.files)
    drawn = page_of(
        one.form,
        mine.values,
        lang=language(),
        errors=mine.errors,
        context=names,
        now=context.now(),
        options=options,
        own=True,
        wards=url_for("portal.communes"),
        within=f"c{one.row.id}",
        focus=mine.focus,
    )
    return ToDo(one, drawn, list(drawn.summary), mine.files)


def _begun(one: CitizenWait, names: Mapping[str, Any]) -> Mapping[str, Any]:
    return forms.initial(one.form, names) if one.form else {}


def _here(page: CitizenPage, awaited: Sequence[Awaited]) -> list[str]:
    """Where the dossier stands: open steps, waits, and what other systems are asked for."""
    return [*page.standing_at, *(one.element for one in awaited)]


def _stages(page: CitizenPage, awaited: Sequence[Awaited]) -> list[Stage]:
    past = journey.told(page.story, names=False)
    if page.ended:
        return past
    now = [Stage("now", name, who=unit) for name, unit in page.holders]
    waiting = [Stage("wait", one.name, one.row.opened_at) for one in page.waits]
    waiting += [Stage("wait", name, since) for name, since in page.agencies]
    waiting += [Stage("wait", one.name, one.since, one.partner) for one in awaited]
    return [*past, *now, *waiting, *journey.coming(page.dossier.version.definition, _here(page, awaited))]
