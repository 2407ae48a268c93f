"""Draws the reception page: the three forms, the papers and fees they lead to, the decision and what it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, url_for

from admin_ui.components import ahead
from admin_ui.components.form import FormPage, page_of
from admin_ui.components.naming import named_in
from admin_ui.counter import promise
from admin_ui.counter.typed import PREFIXES, REASON, Typed, parts
from admin_ui.web import context
from admin_ui.web.language import language
from engine import forms
from engine.dossiers import fees, filing, rules
from engine.dossiers.names import of_filing, today
from engine.dossiers.options import unit_options
from engine.forms import OptionSource
from engine.organisation.actors import Holding
from engine.organisation.tree import UnitOnDay
from engine.platform.db import reading
from engine.procedures import labels
from engine.procedures.versions import Version
from engine.text import Text

_DECISION = (("step.outcome", "outcome-in"),)
_PAPERS = (("checklist", "p-giay"), ("papers", "tep"))


def names_at(receiving: UnitOnDay, channel: str) -> dict[str, Any]:
    """What fields are prefilled from and expressions read, before there is a dossier."""
    ho_so = {"channel": channel, "receiving_unit": receiving.name, "received": None}
    return {"ho_so": ho_so, **today(context.now())}


def draw(
    version: Version, desk: Holding, receiving: UnitOnDay, typed: Typed, errors: Mapping[str, Text] | None = None
) -> str:
    """The page; ``errors`` by part and path ("form.ho_ten"), with "papers" for a file and "checklist" for the ticks."""
    now, definition, wrong = context.now(), version.definition, dict(errors or {})
    names = names_at(receiving, typed.channel)
    known = of_filing(names, typed.answers["applicant"], _clean(version, typed), typed.case)
    with reading() as session:
        drawn = _drawn(version, typed, wrong, names, unit_options(session, now))
        promised = promise.of(session, version, typed, known, receiving.id, now)
    first = rules.first_step(definition)
    amounts = fees.amounts(version, known, now)
    choices = ahead.choices(definition, first) if first else ()
    return render_template(
        "counter/receive.html",
        here="counter.receive",
        version=version,
        name=labels.procedure_name(definition),
        named=named_in(definition),
        drawn=drawn,
        typed=typed,
        errors=wrong,
        desk=desk,
        choices=choices,
        asks_reason=any(one.needs_reason for one in choices) and not _declares_reason(version),
        papers=filing.papers_for(definition, typed.case, typed.channel, known, now),
        fees=amounts,
        total=sum(one.value or 0 for one in amounts if one.fee.collect == "receipt"),
        promised=promised,
        summary=_summary(wrong, drawn, version),
    )


def _drawn(
    version: Version, typed: Typed, errors: Mapping[str, Text], names: Mapping[str, Any], options: OptionSource
) -> dict[str, FormPage]:
    return {
        part: page_of(
            form,
            typed.answers[part],
            lang=language(),
            errors=_of_part(errors, part, version),
            context=names,
            now=context.now(),
            options=options,
            prefix=PREFIXES[part],
            wards=url_for("portal.communes"),
            focus=typed.focus.removeprefix(PREFIXES[part]) if typed.focus.startswith(PREFIXES[part]) else "",
        )
        for part, form in parts(version).items()
        if form is not None
    }


def _clean(version: Version, typed: Typed) -> Mapping[str, Any]:
    """The application as far as it is right, for working out papers and fees while the clerk types."""
    form = version.application_form
    return forms.submit(form, dict(typed.application), now=context.now()).values if form else {}


def _declares_reason(version: Version) -> bool:
    step = parts(version)["step"]
    return step is not None and step.find(REASON) is not None


def _of_part(errors: Mapping[str, Text], part: str, version: Version) -> dict[str, Text]:
    """The mistakes inside one declared form; the decision stands beside its form."""
    beside = {"step.outcome"} | (set() if _declares_reason(version) else {f"step.{REASON}"})
    return {
        path.removeprefix(f"{part}."): text
        for path, text in errors.items()
        if path.startswith(f"{part}.") and path not in beside
    }


def _summary(errors: Mapping[str, Text], drawn: Mapping[str, FormPage], version: Version) -> list[tuple[str, str]]:
    """Every mistake in the order of the page, with the id of its place."""
    reason = () if _declares_reason(version) else ((f"step.{REASON}", "ly-do"),)
    order = (
        ("applicant", (("case", "case-in"),)),
        ("form", _PAPERS),
        ("step", _DECISION + reason),
    )
    found: list[tuple[str, str]] = []
    for part, after in order:
        found += drawn[part].summary if part in drawn else ()
        found += [(target, errors[path].said_in(language())) for path, target in after if path in errors]
    return found
