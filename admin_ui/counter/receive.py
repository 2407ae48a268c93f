"""Receiving on one page: who applies, the application form, the papers, the fees, the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.components.form import page_of
from admin_ui.counter.desks import counter_of
from admin_ui.desk.forms import uploads
from admin_ui.web import context, flash
from admin_ui.web.language import language
from admin_ui.web.stores import file_store
from admin_ui.web.visitors import require_actor
from engine import forms
from engine.bpmn.definition import Definition, Node
from engine.dossiers import fees, filing, rules
from engine.dossiers.applicant import applicant_form
from engine.dossiers.errors import Incomplete
from engine.dossiers.filing import Filing
from engine.dossiers.names import today
from engine.dossiers.operations import reception
from engine.dossiers.operations.reception import AtCounter
from engine.dossiers.options import unit_options
from engine.forms import Form
from engine.platform.db import reading, transaction
from engine.procedures import catalogue, labels, versions
from engine.procedures.versions import Version
from engine.text import Text

PARTS = {"applicant": "nop.", "form": "don.", "step": "buoc."}
RECEIVED = Text("Đã tiếp nhận hồ sơ.", "The dossier is received.")
NOTED = Text("Đã ghi nhận. Hồ sơ chưa được tiếp nhận.", "Recorded. The dossier is not accepted yet.")


@dataclass(frozen=True)
class Typed:
    """What the clerk has typed so far, part by part."""

    applicant: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    step: Mapping[str, Any] = field(default_factory=dict)
    case: str | None = None
    channel: str = "counter"
    papers: frozenset[str] = frozenset()
    outcome: str | None = None


def register(blueprint: Blueprint) -> None:
    """Add the reception page."""
    blueprint.add_url_rule("/<key>", "procedure", _procedure, methods=["GET", "POST"])


def _procedure(key: str) -> str | Response | tuple[str, int]:
    actor, now = require_actor(), context.now()
    desk = counter_of(actor, request.args.get("quay"))
    with reading() as session:
        row = catalogue.version_in_force(session, key, now)
        version = versions.load(session, row.version_id)
    if request.method == "GET":
        return _page(version, desk.unit_id, desk.unit_name, _blank(version, desk.unit_name), {})
    typed, pressed = _typed(version)
    if pressed:
        return _page(version, desk.unit_id, desk.unit_name, typed, {})
    filed = Filing(typed.applicant, typed.form, typed.channel, typed.case, typed.papers, uploads())
    try:
        with transaction() as session:
            dossier_id = reception.receive(
                session,
                file_store(),
                actor,
                key,
                desk.unit_id,
                filed,
                AtCounter(typed.outcome, typed.step),
                now,
            )
    except Incomplete as error:
        return _page(version, desk.unit_id, desk.unit_name, typed, error.errors), 422
    first = rules.first_step(version.definition)
    accepted = first is not None and rules.accepts(first, rules.outcome_of(first, typed.outcome))
    flash.say(RECEIVED if accepted else NOTED, "ok" if accepted else "info")
    target = "counter.receipt" if accepted else "desk.dossier"
    return redirect(url_for(target, dossier_id=dossier_id), code=303)


def _blank(version: Version, unit_name: str) -> Typed:
    names = _names(unit_name, "counter")
    form = version.application_form
    return Typed(
        applicant=forms.initial(applicant_form(), {}),
        form=forms.initial(form, names) if form else {},
        outcome=None,
    )


def _typed(version: Version) -> tuple[Typed, bool]:
    """The page as posted, and whether only a row button or "show the fees" was pressed."""
    parts: dict[str, dict[str, Any]] = {}
    pressed = "tinh" in request.form
    for part, form in _forms(version).items():
        raw = forms.parse(form, request.form, PARTS[part]) if form else {}
        act = forms.act_of(form, request.form, PARTS[part]) if form else None
        if act is not None:
            raw, pressed = act.apply(raw, {}, context.now()), True
        parts[part] = raw
    if f"{PARTS['step']}ly_do" in request.form:
        parts["step"].setdefault("ly_do", request.form[f"{PARTS['step']}ly_do"])
    return (
        Typed(
            applicant=parts["applicant"],
            form=parts["form"],
            step=parts["step"],
            case=request.form.get("case") or None,
            channel=request.form.get("channel", "counter") if request.form.get("channel") == "post" else "counter",
            papers=frozenset(request.form.getlist("papers")),
            outcome=request.form.get("outcome"),
        ),
        pressed,
    )


def _forms(version: Version) -> dict[str, Form | None]:
    first = rules.first_step(version.definition)
    step = version.form(first.step.form if first and first.step else None)
    return {"applicant": applicant_form(), "form": version.application_form, "step": step}


def _names(unit_name: str, channel: str) -> dict[str, Any]:
    ho_so = {"channel": channel, "receiving_unit": unit_name, "received": None}
    return {"ho_so": ho_so, **today(context.now())}


def _page(version: Version, unit_id: int, unit_name: str, typed: Typed, errors: Mapping[str, Text]) -> str:
    now, definition = context.now(), version.definition
    names = _names(unit_name, typed.channel)
    with reading() as session:
        options = unit_options(session, now)
    drawn = {
        part: page_of(
            form,
            getattr(typed, part),
            lang=language(),
            errors=_part(errors, part),
            context=names,
            now=now,
            options=options,
            prefix=PARTS[part],
        )
        for part, form in _forms(version).items()
        if form is not None
    }
    first = rules.first_step(definition)
    outcomes = _outcomes(definition, first) if first else []
    values = _clean(version, typed)
    return render_template(
        "counter/receive.html",
        here="counter.receive",
        version=version,
        definition=definition,
        name=labels.procedure_name(definition),
        drawn=drawn,
        typed=typed,
        errors=errors,
        desk_name=unit_name,
        unit_id=unit_id,
        outcomes=outcomes,
        asks_reason=not _asks(_forms(version)["step"], "ly_do"),
        papers=filing.papers_for(definition, typed.case, typed.channel, values, names, now),
        fees=fees.amounts(definition, {"don": values, **names}, now),
        summary=[(target, text) for page in drawn.values() for target, text in page.summary] + _elsewhere(errors),
    )


def _clean(version: Version, typed: Typed) -> Mapping[str, Any]:
    """The application as far as it is right, for working out papers and fees while the clerk types."""
    form = version.application_form
    if form is None:
        return {}
    return forms.submit(form, dict(typed.form), now=context.now()).values


def _outcomes(definition: Definition, first: Node) -> list[tuple[str, Text, str | None]]:
    declared = first.step.outcomes if first.step else ()
    return [(one.id, labels.outcome_name(definition, first, one.id), one.produces) for one in declared]


def _asks(form: Form | None, key: str) -> bool:
    return form is not None and form.find(key) is not None


def _part(errors: Mapping[str, Text], part: str) -> dict[str, Text]:
    prefix = f"{part}."
    return {path.removeprefix(prefix): text for path, text in errors.items() if path.startswith(prefix)}


def _elsewhere(errors: Mapping[str, Text]) -> list[tuple[str, str]]:
    """Mistakes that stand beside the declared forms: the case and the decision."""
    targets = {"case": "case", "step.outcome": "outcome"}
    return [(target, errors[path].said_in(language())) for path, target in targets.items() if path in errors]
