"""Checks one step of an online filing, so that a citizen corrects a page before going on to the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from admin_ui.portal.applying.draft import APPLICANT, APPLICATION, Draft
from admin_ui.web import context
from engine import feel, forms
from engine.bpmn.sheet import Document
from engine.dossiers import filing
from engine.dossiers.applicant import applicant_form
from engine.dossiers.names import of_filing, today
from engine.forms import OptionSource
from engine.procedures.versions import Version
from engine.text import Text

CHANNEL = "online"
_WHERE = Text("Chọn nơi nộp hồ sơ.", "Choose where to file.")
_CASE = Text("Chọn trường hợp của hồ sơ.", "Choose the case of the dossier.")


def names(receiving: str | None) -> dict[str, Any]:
    """What fields are prefilled from and expressions read, before there is a dossier."""
    return {"ho_so": {"channel": CHANNEL, "receiving_unit": receiving, "received": None}, **today(context.now())}


def applicant(draft: Draft) -> Mapping[str, Any]:
    """The applicant's answers as far as they are right."""
    return forms.submit(applicant_form(), draft.part(APPLICANT), now=context.now()).values


def application(
    version: Version, draft: Draft, receiving: str | None, options: OptionSource
) -> forms.Submission | None:
    """The application checked; None for a procedure without an application form."""
    form = version.application_form
    if form is None:
        return None
    around = {**names(receiving), "nguoi_nop": applicant(draft)}
    raw = filing.filled_in(form, draft.part(APPLICATION), around)
    return forms.submit(form, raw, context=around, now=context.now(), options=options)


def first_step(version: Version, draft: Draft, known_units: Collection[int]) -> dict[str, Text]:
    """What is wrong with where, who and which case."""
    checked = forms.submit(applicant_form(), draft.part(APPLICANT), now=context.now())
    errors = {f"{APPLICANT}.{path}": text for path, text in checked.errors.items()}
    if draft.unit not in known_units:
        errors["unit"] = _WHERE
    declared = {case.id: case for case in version.definition.cases}
    decided_later = bool(declared) and all(case.when for case in declared.values())
    if declared and draft.case not in declared and not decided_later:
        errors["case"] = _CASE
    return errors


def papers(version: Version, draft: Draft, receiving: str | None, options: OptionSource) -> tuple[Document, ...]:
    """The papers this filing consists of."""
    known = known_names(version, draft, receiving, options)
    return filing.papers_for(version.definition, case_of(version, draft, known), CHANNEL, known, context.now())


def known_names(version: Version, draft: Draft, receiving: str | None, options: OptionSource) -> dict[str, Any]:
    """The names expressions read, from what was typed so far."""
    checked = application(version, draft, receiving, options)
    values = checked.values if checked else {}
    return of_filing(names(receiving), applicant(draft), values, draft.case)


def case_of(version: Version, draft: Draft, known: Mapping[str, Any]) -> str | None:
    """The case chosen, or the only one whose condition holds."""
    if draft.case:
        return draft.case
    fitting = [
        case.id
        for case in version.definition.cases
        if case.when and feel.evaluate(case.when, known, now=context.now()).value is True
    ]
    return fitting[0] if len(fitting) == 1 else None


def missing_files(version: Version, asked: Collection[Document], sent: Collection[str | None]) -> dict[str, Text]:
    """Which papers have no file: every required one that is handed in needs its copy."""
    return {
        f"paper.{one.id}": Text(f"Đính kèm bản chụp hoặc quét: {one.name}", f"Attach a photo or scan: {one.name}")
        for one in asked
        if one.required and one.mode == "submit" and one.id not in sent and not is_typed(version, one)
    }


def is_typed(version: Version, paper: Document) -> bool:
    """Whether this paper is the very application that was just filled in."""
    return paper.form is not None and paper.form == version.definition.form
