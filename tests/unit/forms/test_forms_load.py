"""Reading form documents: what is accepted, and how refusals are said."""

import json

import pytest

from engine import forms
from engine.forms import limits

OFFICIAL = {
    "schemaVersion": 19,
    "type": "default",
    "id": "to-khai",
    "title": "Tờ khai",
    "properties": {"vn.en": "Form"},
}


def problems(document):
    with pytest.raises(forms.FormProblems) as refused:
        forms.load(document, name="mau")
    return refused.value.problems


def test_a_form_knows_its_title_in_both_languages_and_its_fields_in_order(form_of, field):
    form = forms.load({**OFFICIAL, "components": [field("textfield", "a"), field("number", "b")]}, name="to-khai")
    assert (form.title.vi, form.title.en) == ("Tờ khai", "Form")
    assert [one.key for one in form.walk()] == ["a", "b"]
    assert form.name == "to-khai"


def test_text_bytes_and_objects_are_the_same_document(field):
    document = {**OFFICIAL, "components": [field("textfield", "a")]}
    text = json.dumps(document)
    for given in (document, text, text.encode(), b"\xef\xbb\xbf" + text.encode()):
        assert [one.key for one in forms.load(given, name="x").fields] == ["a"]


@pytest.mark.parametrize("component", ["html", "iframe", "button", "documentPreview", "__proto__", "", "textField"])
def test_a_component_outside_the_subset_is_refused_with_path_reason_and_remedy(component):
    (problem,) = problems({"components": [{"type": component, "key": "a"}]})
    assert problem.path == "components[0].type"
    assert component in problem.what.vi
    assert problem.why.vi and problem.why.en
    assert "textfield" in problem.hint.en


def test_the_place_of_a_problem_is_told_through_groups_and_rows():
    inner = {"type": "dynamiclist", "path": "con", "components": [{"type": "textfield", "key": "á"}]}
    (problem,) = problems({"components": [{"type": "group", "components": [inner]}]})
    assert problem.path == "components[0].components[0].components[0].key"


@pytest.mark.parametrize("key", ["", "họ tên", "1a", "a-b", "a.b", "__proto__", "a" * 65, "con[0]"])
def test_a_key_is_a_name_expressions_can_read(key):
    (problem,) = problems({"components": [{"type": "textfield", "key": key}]})
    assert problem.path == "components[0].key"


def test_a_misspelt_property_of_ours_is_told_with_the_right_names(field):
    (problem,) = problems({"components": [field("textfield", "a", vn={"requird": "true"})]})
    assert problem.path == "components[0].properties.vn.requird"
    assert "vn.kind" in problem.hint.vi


def test_properties_of_other_tools_are_left_alone(form_of, field):
    made = field("textfield", "a")
    made["properties"]["theirs"] = {"any": ["thing"]}
    assert form_of(made).fields[0].properties.values == ()


def test_an_unknown_kind_is_told_with_those_the_component_has(field):
    (problem,) = problems({"components": [field("number", "a", kind="cccd")]})
    assert problem.hint.vi == "Dùng một trong: money_vnd."


@pytest.mark.parametrize("pattern", ["(", "(?=a)b", r"(a)\1", "a" * 501])
def test_a_pattern_our_engine_refuses_is_a_problem_of_the_form(field, pattern):
    found = problems({"components": [field("textfield", "a", validate={"pattern": pattern})]})
    assert found[0].path == "components[0].validate.pattern"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"label": 5}, "components[0].label"),
        ({"label": "x\x00"}, "components[0].label"),
        ({"validate": []}, "components[0].validate"),
        ({"validate": {"required": "yes"}}, "components[0].validate.required"),
        ({"validate": {"maxLength": -1}}, "components[0].validate.maxLength"),
        ({"validate": {"maxLength": 1e308}}, "components[0].validate.maxLength"),
        ({"conditional": "=a"}, "components[0].conditional"),
        ({"conditional": {"hide": True}}, "components[0].conditional.hide"),
        ({"layout": {"columns": 99}}, "components[0].layout.columns"),
        ({"properties": "x"}, "components[0].properties"),
        ({"description": {"vi": "x"}}, "components[0].description"),
    ],
)
def test_every_wrong_shape_is_told_at_its_place(field, change, path):
    assert [problem.path for problem in problems({"components": [{**field("textfield", "a"), **change}]})] == [path]


@pytest.mark.parametrize(
    "values",
    [[{"label": "A"}], [{"value": ""}], ["a", "a"], [None], [["a"]], [{"value": {"a": 1}}]],
)
def test_options_need_a_value_of_their_own(field, values):
    assert problems({"components": [field("radio", "a", values=values)]})[0].path.startswith("components[0].values[")


def test_pictures_come_from_us_or_are_embedded():
    for source in (
        "https://evil.example/x.png",
        "javascript:alert(1)",
        "/static/../etc",
        "data:image/svg+xml;base64,AA==",
    ):
        (problem,) = problems({"components": [{"type": "image", "source": source}]})
        assert problem.path == "components[0].source"
    fine = forms.load({"components": [{"type": "image", "source": "data:image/png;base64,AAAA"}]}, name="x")
    assert fine.fields[0].source.startswith("data:")


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"\xff\xfe",
        "{",
        "[]",
        "null",
        '"x"',
        '{"a": NaN}',
        '{"a": 1, "a": 2}',
        '{"a": ' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"a":' * 50 + "1" + "}" * 50,
        " " * (limits.DOCUMENT_BYTES + 1),
    ],
)
def test_what_is_no_form_at_all_is_refused_as_a_whole(document):
    (problem,) = problems(document)
    assert problem.path == ""
    assert problem.hint.vi


def test_a_document_of_a_newer_version_is_not_misread():
    assert problems({"schemaVersion": 20})[0].path == "schemaVersion"
    assert problems({"type": "process"})[0].path == "type"


def test_nesting_and_size_are_bounded(field):
    deep = field("textfield", "a")
    for level in range(6):
        deep = {"type": "group", "id": f"g{level}", "components": [deep]}
    assert "lồng" in problems({"components": [deep]})[0].what.vi
    many = [field("textfield", f"a{number}") for number in range(limits.FIELDS)]
    group = {"type": "group", "components": many}
    assert "hơn 300" in problems({"components": [group]})[0].what.vi


def test_a_group_with_a_path_would_hide_its_fields_from_expressions(field):
    (problem,) = problems({"components": [{"type": "group", "path": "x", "components": [field("textfield", "a")]}]})
    assert problem.path == "components[0].path"


@pytest.mark.parametrize("vn", [{"minRows": "5", "maxRows": "2"}, {"maxRows": "0"}, {"minRows": "x"}])
def test_impossible_numbers_of_rows_are_told(field, vn):
    block = field("dynamiclist", "con", components=[], vn=vn)
    assert problems({"components": [block]})


def test_a_rule_needs_an_expression_and_a_message():
    found = problems({"rules": [{"expr": "=true"}, "x", {"message": "m"}]})
    assert [problem.path for problem in found] == ["rules[0]", "rules[1]", "rules[2]"]


def test_problems_read_as_sentences_in_both_languages():
    (problem,) = problems({"components": [{"type": "html"}]})
    assert problem.said_in("vi").startswith("components[0].type: Không dùng được thành phần “html”.")
    assert "Free HTML can carry hostile code" in problem.said_in("en")
