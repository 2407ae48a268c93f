"""Everything handed in when a dossier begins, checked as a whole before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine import feel, forms
from engine.bpmn.definition import Definition
from engine.bpmn.sheet import Document
from engine.documents.files import Upload
from engine.dossiers.applicant import applicant_form
from engine.dossiers.errors import Incomplete, in_part
from engine.dossiers.names import of_filing, today
from engine.forms import Form, Submission
from engine.procedures.versions import Version
from engine.text import Text


@dataclass(frozen=True)
class Filing:
    """What somebody typed, as it came: raw values of the applicant and of the application form, and the papers."""

    applicant: Mapping[str, Any]
    application: Mapping[str, Any]
    channel: str = "counter"
    case_id: str | None = None
    received_papers: frozenset[str] | None = None
    """The papers ticked at the counter; None where nobody ticks (filed online, migrated)."""
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True)
class Checked:
    """A filing whose every part can be taken."""

    applicant: Mapping[str, Any]
    application: Mapping[str, Any]
    routing: Mapping[str, Any]
    case_id: str | None
    papers: tuple[Document, ...] = field(default=())


def check(version: Version, filing: Filing, names: Mapping[str, Any], options: Any, now: datetime) -> Checked:
    """Check the applicant, the application form, the case and the papers. Raises ``Incomplete`` with every mistake."""
    errors: dict[str, Text] = {}
    applicant = forms.submit(applicant_form(), dict(filing.applicant), now=now)
    errors |= in_part("applicant", applicant.errors)
    application = _application(version.application_form, filing, applicant, names, options, now)
    errors |= in_part("form", application.errors if application else {})
    values = application.values if application else {}
    case_id = _case(version.definition, filing, of_filing(names, applicant.values, values), now, errors)
    if errors:
        raise Incomplete(errors)
    return Checked(
        applicant=applicant.values,
        application=values,
        routing=application.routing if application else {},
        case_id=case_id,
        papers=papers_for(
            version.definition,
            case_id,
            filing.channel,
            of_filing(names, applicant.values, values, case_id),
            now,
        ),
    )


def require_papers(checked: Checked, filed: Filing) -> None:
    """Raise ``Incomplete`` when a paper that must be handed in or shown is not: only a complete dossier is accepted.

    What the office looks up itself is not asked for. A filing without a checklist (``received_papers`` None) was not
    handed over a counter and is judged by whoever opens it.
    """
    if filed.received_papers is None:
        return
    asked = (paper for paper in checked.papers if paper.required and paper.mode != "lookup")
    missing = "; ".join(paper.name for paper in asked if paper.id not in filed.received_papers)
    if missing:
        raise Incomplete(
            {
                "checklist": Text(
                    f"Chưa đánh dấu đã nhận: {missing}. Nếu đã nhận, đánh dấu vào ô; nếu thiếu, chọn yêu cầu bổ sung.",
                    f"Not ticked as received: {missing}. Tick what was received; if it lacks, ask for a supplement.",
                )
            }
        )


def papers_for(
    definition: Definition, case_id: str | None, channel: str, names: Mapping[str, Any], now: datetime
) -> tuple[Document, ...]:
    """The papers this dossier consists of: by case, channel and condition on the names of the filing."""
    return tuple(
        document
        for document in definition.documents
        if (not document.case or case_id in document.case)
        and document.channel in (None, "", channel)
        and (not document.when or feel.evaluate(document.when, names, now=now).value is True)
    )


def _application(
    form: Form | None,
    filing: Filing,
    applicant: Submission,
    names: Mapping[str, Any],
    options: Any,
    now: datetime,
) -> Submission | None:
    if form is None:
        return None
    context = {**names, "nguoi_nop": applicant.values, **today(now)}
    raw = filled_in(form, filing.application, context)
    return forms.submit(form, raw, context=context, now=now, options=options)


def filled_in(form: Form, raw: Mapping[str, Any], context: Mapping[str, Any]) -> dict[str, Any]:
    """Put what is already known into fields left empty, so that nobody types a name twice."""
    known = forms.initial(form, context)
    return {**raw, **{key: value for key, value in known.items() if value not in (None, "") and not raw.get(key)}}


def _case(
    definition: Definition,
    filing: Filing,
    names: Mapping[str, Any],
    now: datetime,
    errors: dict[str, Text],
) -> str | None:
    if not definition.cases:
        return None
    known = {case.id for case in definition.cases}
    if filing.case_id in known:
        return filing.case_id
    fitting = [
        case.id for case in definition.cases if case.when and feel.evaluate(case.when, names, now=now).value is True
    ]
    if len(fitting) == 1:
        return fitting[0]
    errors["case"] = Text("Chọn trường hợp của hồ sơ.", "Choose the case of the dossier.")
    return None
