"""The dossier page: what to do now, the clock, the papers, the people, the way taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, render_template, url_for
from sqlalchemy.orm import Session

from admin_ui.components.form import FormPage, answers_of
from admin_ui.desk.forms import drawn
from admin_ui.web import context
from admin_ui.web.language import language
from admin_ui.web.picturing import picture_of
from admin_ui.web.visitors import require_actor
from engine import forms
from engine.bpmn import picture
from engine.dossiers.names import form_names
from engine.dossiers.options import unit_options
from engine.dossiers.queries import page as dossier_query
from engine.dossiers.queries.page import OpenWait, OpenWork, Page
from engine.platform.db import reading
from engine.text import Text

NONE: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Refused:
    """A submit that came back: which step or wait, what was typed, what is wrong."""

    item_id: int
    values: Mapping[str, Any]
    errors: Mapping[str, Text]
    outcome: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A step or wait with its form drawn."""

    item: Any
    form: FormPage | None
    chosen: str | None = None
    errors: Mapping[str, Text] = field(default_factory=dict)
    reason: str = ""


def register(blueprint: Blueprint) -> None:
    """Add the page of one dossier."""
    blueprint.add_url_rule("/ho-so/<int:dossier_id>", "dossier", lambda dossier_id: show(dossier_id))


def show(dossier_id: int, refused: Refused | None = None) -> str:
    """Draw a dossier; ``refused`` brings a submit back filled in."""
    actor, now = require_actor(), context.now()
    with reading() as session:
        seen = dossier_query.page(session, actor, dossier_id, now)
        names = form_names(session, seen.dossier.row, now)
        options = unit_options(session, now)
        work = [_work(session, item, names, options, refused) for item in seen.work if item.may_do]
        waits = [_wait(item, names, refused) for item in seen.waits]
        answers = [
            (one, answers_of(one.form, one.values, lang=language(), now=now, options=options) if one.form else ())
            for one in seen.answered
        ]
    return render_template(
        "desk/dossier.html",
        here="desk.inbox",
        page=seen,
        row=seen.dossier.row,
        work=work,
        elsewhere=[item for item in seen.work if not item.may_do],
        waits=waits,
        answers=answers,
        picture=picture_of(seen),
        steps=picture.steps_in_words(seen.version.definition),
        stages=_stages(seen),
    )


def _work(session: Session, item: OpenWork, names: Mapping[str, Any], options: Any, refused: Refused | None) -> Sheet:
    autosave = url_for("desk.save_draft", work_item_id=item.row.id)
    if refused is not None and refused.item_id == item.row.id:
        values, errors, chosen = refused.values, refused.errors, refused.outcome
    elif item.draft is not None:
        values, errors, chosen = item.draft.values, NONE, item.draft.outcome
    else:
        values, errors, chosen = (forms.initial(item.form, names) if item.form else {}), NONE, None
    form = drawn(item.form, values, errors=errors, names=names, options=options, autosave=autosave)
    return Sheet(item, form, chosen, errors, str(values.get("ly_do") or ""))


def _wait(item: OpenWait, names: Mapping[str, Any], refused: Refused | None) -> Sheet:
    mine = refused is not None and refused.item_id == -item.row.id
    values = refused.values if refused and mine else {}
    errors = refused.errors if refused and mine else {}
    return Sheet(item, drawn(item.form, values, errors=errors, names=names) if item.may_deliver else None, None, errors)


def _stages(seen: Page) -> list[dict[str, Any]]:
    """The story as a timeline: what happened, then what is open now."""
    told = [
        {
            "state": "late" if line.act == "warning" else "done",
            "what": Text(*line.said),
            "at": line.at,
            "who": " · ".join(part for part in (line.person, line.unit) if part),
            "note": line.note,
        }
        for line in seen.story
    ]
    now = [
        {
            "state": "late" if item.remaining.state == "late" else "now",
            "what": item.name,
            "at": None,
            "who": item.row.person_name or item.row.unit_name,
            "note": item.remaining.said,
        }
        for item in seen.work
    ]
    waiting = [
        {"state": "wait", "what": item.name, "at": item.row.opened_at, "who": None, "note": None} for item in seen.waits
    ]
    return [*told, *now, *waiting]
