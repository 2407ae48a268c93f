"""Draws one step of filing online: its form, and on the last step the papers, the fees and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, url_for
from sqlalchemy.orm import Session

from admin_ui.components.form import FormPage, answers_of, page_of
from admin_ui.components.naming import named_in
from admin_ui.portal import sheet
from admin_ui.portal.applying import checking
from admin_ui.portal.applying.draft import APPLICANT, APPLICATION
from admin_ui.portal.applying.filing import Filing
from admin_ui.trial import prefilled
from admin_ui.web import context
from admin_ui.web.language import language, said
from engine.dossiers import fees, filing
from engine.dossiers.applicant import applicant_form
from engine.dossiers.options import unit_options
from engine.platform.db import reading
from engine.procedures import labels
from engine.text import Text

PREFIXES = {APPLICANT: "nop.", APPLICATION: "don."}
NAMES = {
    "nguoi-nop": Text("Nơi nộp và người nộp", "Where and who"),
    "to-khai": Text("Tờ khai", "Application"),
    "giay-to": Text("Giấy tờ và nộp", "Papers and hand-in"),
}


def page(filed: Filing, step: str, errors: Mapping[str, Text], focus: str = "") -> str:
    """The page of a step; ``errors`` by part and path."""
    with reading() as session:
        more = _last(session, filed) if step == "giay-to" else _form(session, filed, step, errors, focus)
    drawn = more.get("drawn")
    definition = filed.version.definition
    return render_template(
        f"portal/applying/{step}.html",
        filed=filed,
        step=step,
        step_names=NAMES,
        name=labels.procedure_name(definition),
        named=named_in(definition),
        errors=errors,
        summary=_summary(errors, drawn),
        **more,
    )


def _form(session: Session, filed: Filing, step: str, errors: Mapping[str, Text], focus: str) -> dict[str, Any]:
    part = APPLICANT if step == "nguoi-nop" else APPLICATION
    form = applicant_form() if part == APPLICANT else filed.version.application_form
    assert form is not None
    around = {**checking.names(filed.receiving.name if filed.receiving else None)}
    raw = filed.draft.part(part)
    if part == APPLICATION:
        around["nguoi_nop"] = checking.applicant(filed.draft)
        raw = filing.filled_in(form, raw, around) if raw else {}
    options = unit_options(session, context.now())
    drawn = page_of(
        form,
        raw or prefilled.begun(form, around, options),
        lang=language(),
        errors={path.removeprefix(f"{part}."): text for path, text in errors.items() if path.startswith(f"{part}.")},
        context=around,
        now=context.now(),
        options=options,
        own=True,
        prefix=PREFIXES[part],
        wards=url_for("portal.communes"),
        focus=focus.removeprefix(PREFIXES[part]),
    )
    return {"drawn": drawn}


def _last(session: Session, filed: Filing) -> dict[str, Any]:
    options = unit_options(session, context.now())
    receiving = filed.receiving.name if filed.receiving else None
    known = checking.known_names(filed.version, filed.draft, receiving, options)
    case = checking.case_of(filed.version, filed.draft, known)
    form = filed.version.application_form
    read: dict[str, Any] = {"lang": language(), "now": context.now(), "options": options}
    return {
        "is_typed": lambda paper: checking.is_typed(filed.version, paper),
        "papers": checking.papers(filed.version, filed.draft, receiving, options),
        "fees": fees.amounts(filed.version, {**known, "ho_so": {**known["ho_so"], "case": case}}, context.now()),
        "times": sheet.of(filed.version.definition).times,
        "who": answers_of(applicant_form(), filed.draft.part(APPLICANT), **read),
        "what": answers_of(form, known["don"], context=known, **read) if form else (),
    }


def _summary(errors: Mapping[str, Text], drawn: FormPage | None) -> list[tuple[str | None, str]]:
    """Every mistake with the id of its place."""
    own = [(_PLACES.get(path, path.replace(".", "-")), said(text)) for path, text in errors.items() if _beside(path)]
    return [*own, *(drawn.summary if drawn else ())]


def _beside(path: str) -> bool:
    return path in _PLACES or path.startswith("paper.")


_PLACES: Mapping[str, str | None] = {
    "unit": "noi-nop",
    "case": "case-in",
    "files": "tep",
    "agree": "cam-doan",
    "": None,
}
