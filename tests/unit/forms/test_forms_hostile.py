"""Hostile pages: nothing a browser can send makes a Python error, and nothing undeclared is kept."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import forms
from engine.forms.kinds import BY_NAME

SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9) | st.integers(), inner, max_size=4),
    max_leaves=12,
)
DISPLAY = {"text", "separator", "spacer", "image", "table", "group", "dynamiclist"}


def one_of_each():
    values = [{"label": "A", "value": "a"}]
    made = []
    for number, (component, kind) in enumerate(sorted(BY_NAME)):
        if component in DISPLAY:
            continue
        properties = {"vn.kind": kind} if kind else {}
        field = {"type": component, "key": f"f{number}", "label": "x", "properties": properties, "expression": "=f0"}
        made.append({**field, "values": values} if component in {"radio", "select", "checklist", "taglist"} else field)
    for subtype in ("time", "datetime"):
        made.append({"type": "datetime", "key": f"d_{subtype}", "label": "x", "subtype": subtype})
    block = {"type": "dynamiclist", "path": "con", "label": "x", "components": made}
    return forms.load({"components": [*made, block, {"type": "text", "text": "x"}]}, name="tat-ca")


EVERYTHING = one_of_each()
KEYS = [field.key for field in EVERYTHING.top]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.dictionaries(st.sampled_from([*KEYS, "__proto__", "Meta", "context"]), SHAPES, max_size=12))
def test_any_shape_of_any_answer_is_either_stored_as_json_or_told(raw, now):
    submission = forms.submit(EVERYTHING, raw, now=now)
    json.dumps(submission.values, allow_nan=False)
    assert set(submission.values) <= set(KEYS)
    assert all(text.vi and text.en for text in submission.errors.values())
    forms.visible(EVERYTHING, raw, {}, now)


@settings(max_examples=100, deadline=None)
@given(raw=SHAPES)
def test_even_the_whole_submission_may_be_anything(raw):
    forms.submit(EVERYTHING, raw, now=datetime(2026, 11, 21, tzinfo=UTC))


@settings(max_examples=100, deadline=None)
@given(document=SHAPES)
def test_any_document_is_a_form_or_a_list_of_problems(document):
    try:
        forms.load(document if isinstance(document, dict | str | bytes) else {"components": document}, name="x")
    except forms.FormProblems as refused:
        assert refused.problems


@settings(max_examples=150, deadline=None)
@given(
    component=st.fixed_dictionaries(
        {"type": st.sampled_from([component for component, _ in BY_NAME]), "key": st.just("a")},
        optional=dict.fromkeys(
            ("label", "description", "validate", "properties", "conditional", "layout", "values", "columns")
            + (
                "defaultValue",
                "appearance",
                "components",
                "path",
                "accept",
                "source",
                "expression",
                "subtype",
                "readonly",
            ),
            SHAPES,
        ),
    )
)
def test_any_component_is_read_or_told(component):
    try:
        form = forms.load({"components": [component]}, name="x")
    except forms.FormProblems as refused:
        assert refused.problems
    else:
        forms.check(form)
        forms.initial(form, {})


def test_huge_answers_are_refused_without_being_processed(now):
    big = "ạ" * 10_000_000
    submission = forms.submit(EVERYTHING, dict.fromkeys(KEYS, big), now=now)
    assert submission.errors
    assert len(json.dumps(submission.values)) < 1_000


def test_a_page_of_many_thousand_names_is_read_by_the_form_not_by_the_page(now):
    posted = {f"x{number}": "1" for number in range(50_000)} | {f"con[{number}].f0": "1" for number in range(50_000)}
    raw = forms.parse(EVERYTHING, posted)
    assert len(raw["con"]) <= 51
    assert set(raw) <= set(KEYS)


def test_deeply_nested_answers_are_harmless(now):
    bomb = "x"
    for _ in range(5_000):
        bomb = [bomb]
    forms.submit(EVERYTHING, dict.fromkeys(KEYS, bomb), now=now)


@pytest.mark.parametrize("key", ["Meta", "fields", "load", "context", "opts", "dump", "get_attribute", "validate"])
def test_a_key_may_be_called_like_anything_of_the_library(form_of, field, now, key):
    assert forms.submit(form_of(field("textfield", key)), {key: "x"}, now=now).values == {key: "x"}
