"""Every shipped form: English beside Vietnamese, hints where an answer is written, sensible sizes, no dead ends."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from engine.forms import Form, initial, submit, visible
from tests.unit.procedures_files.library import KEYS, definition, forms

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=7)))
FORMS = [pytest.param(form, id=f"{key}/{name}") for key in KEYS for name, form in sorted(forms(key).items())]
each_form = pytest.mark.parametrize("form", FORMS)


@each_form
def test_labels_hints_and_options_are_said_in_both_languages(form: Form) -> None:
    assert form.title.vi != form.title.en
    for field in form.walk():
        assert field.label.en or not field.stores, field.name
        if field.hint:
            assert field.hint.vi != field.hint.en, field.name


@each_form
def test_an_empty_form_opens_and_can_be_sent_in_without_a_crash(form: Form) -> None:
    values = initial(form, {}, NOW)

    assert isinstance(visible(form, values, {}), set | frozenset)
    submit(form, {}, context={}, now=NOW)


@each_form
def test_what_a_required_question_depends_on_can_be_answered(form: Form) -> None:
    keys = {field.key for field in form.walk() if field.stores}
    for field in form.walk():
        if field.hide:
            assert field.hide.problem is None
            assert {path[0] for path in field.hide.reads} <= keys, field.name


@pytest.mark.parametrize("key", KEYS)
def test_what_the_sheet_reads_from_the_application_is_a_routing_variable(key: str) -> None:
    routed = set(forms(key)["to-khai"].routing_keys)
    expressions = [document.when for document in definition(key).documents]
    expressions += [one for fee in definition(key).fees for one in (fee.formula, fee.exempt_when)]
    expressions += [case.when for case in definition(key).cases]

    for expression in filter(None, expressions):
        read = {
            word.split(".")[1] for word in expression.replace("(", " ").replace(")", " ").split() if word[:4] == "don."
        }
        assert {name.rstrip(",") for name in read} <= routed


@pytest.mark.parametrize("key", [key for key in KEYS if key != "dang-ky-khai-sinh"])
def test_an_application_form_that_is_not_copied_from_the_official_one_says_so(key: str) -> None:
    assert forms(key)["to-khai"].sample
