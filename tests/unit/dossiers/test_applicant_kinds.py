"""The kinds of applicant a condition may be built on are those the applicant's form stores."""

from __future__ import annotations

from engine.bpmn.conditions.names import APPLICANTS
from engine.dossiers.applicant import applicant_form
from engine.forms.kinds.choice import Choice


def test_conditions_offer_the_kinds_the_form_stores() -> None:
    field = applicant_form().find("loai")
    assert isinstance(field, Choice)
    assert {code for code, _ in APPLICANTS} == {option.value for option in field.options}
