"""A form as its users will see it, tried out: what would be required, hidden or refused, and how it looks on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request

from admin_ui.components.form import FormPage, page_of
from admin_ui.components.form.answers import Answered, answers_of
from admin_ui.declare.working.forms.look import Opened
from admin_ui.web import context
from admin_ui.web.language import language
from engine import forms
from engine.dossiers.options import unit_options
from engine.forms import Form, OptionSource
from engine.forms.form import flat
from engine.platform.db import reading
from engine.text import Text

CITIZEN, OFFICER, PAPER = "cong-dan", "can-bo", "in"


@dataclass(frozen=True)
class Tried:
    """The form for one reader; after trying also what came of it."""

    reader: str
    page: FormPage | None
    routed: Mapping[str, Any] | None = None
    asked: tuple[Text, ...] = ()
    """What must be answered for the present answers."""
    hidden: tuple[Text, ...] = ()
    """What is not asked for the present answers."""
    answers: tuple[Answered, ...] = ()
    typed: bool = False


def of(found: Opened) -> Tried:
    """Prepare the preview, tried when the request posts answers."""
    reader = request.args.get("nhin", CITIZEN)
    reader = reader if reader in (CITIZEN, OFFICER, PAPER) else CITIZEN
    form = found.form
    if form is None:
        return Tried(reader, None)
    now, lang = context.now(), language()
    around = {"hom_nay": now.date().isoformat()}
    with reading() as session:
        units = unit_options(session, now)
        return _tried(reader, form, around, now, lang, units)


def _tried(reader: str, form: Form, around: dict[str, str], now: datetime, lang: str, units: OptionSource) -> Tried:
    if request.method != "POST":
        values = forms.initial(form, around, now)
        page = page_of(form, values, lang=lang, context=around, now=now, options=units, own=reader == CITIZEN)
        return _told(reader, form, page, values, around)
    raw = forms.parse(form, request.form)
    pressed = forms.act_of(form, request.form)
    if pressed is not None:
        changed = pressed.apply(raw, around, now)
        page = page_of(form, changed, lang=lang, context=around, now=now, options=units, focus=pressed.focus(changed))
        return _told(reader, form, page, changed, around)
    sent = forms.submit(form, raw, context=around, now=now, options=units)
    page = page_of(form, raw, lang=lang, errors=sent.errors, context=around, now=now, options=units)
    routed = sent.routing if sent.ok else None
    answers = answers_of(form, sent.values, lang=lang, context=around, now=now, options=units)
    return _told(reader, form, page, raw, around, routed, answers, typed=True)


def _told(
    reader: str,
    form: Form,
    page: FormPage,
    values: Mapping[str, Any],
    around: Mapping[str, Any],
    routed: Mapping[str, Any] | None = None,
    answers: tuple[Answered, ...] = (),
    typed: bool = False,
) -> Tried:
    seen = forms.visible(form, values, around, context.now())
    fields = flat(form.fields)
    asked = tuple(one.label for one in fields if one.key in seen and one.required and not one.locked)
    hidden = tuple(one.label for one in fields if one.key not in seen)
    return Tried(reader, page, routed, asked, hidden, answers, typed)
