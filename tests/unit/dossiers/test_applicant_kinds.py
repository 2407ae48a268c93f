"""The kinds of applicant a condition may be built on are those the applicant's form stores."""

from __future__ import annotations

from engine.bpmn.conditions.names import APPLICANTS
from engine.dossiers.applicant import applicant_form


def test_conditions_offer_the_kinds_the_form_stores() -> None:
    field = applicant_form().find("loai")
    assert field is not None
    assert {code for code, _ in APPLICANTS} == {option.value for option in field.options}
