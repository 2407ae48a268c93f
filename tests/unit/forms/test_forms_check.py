"""What must be right before a form is published."""

from pathlib import Path

import pytest

from engine import forms

FORMS = sorted(Path(__file__).resolve().parents[3].glob("forms/*/*.json"))


def found(form, known=()):
    return [(problem.path, problem.what.en) for problem in forms.check(form, known)]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_forms_we_ship_can_be_published(path):
    form = forms.load(path.read_bytes(), name=path.stem)
    assert forms.check(form, ["ho_so", "don"]) == ()


def test_a_sound_form_has_no_problem(form_of, field):
    block = field("dynamiclist", "con", components=[field("number", "a"), field("number", "b", hide="=a > i")])
    form = form_of(block, field("textfield", "x", hide='=ho_so.channel = "online" or don.loai = null'))
    assert found(form, ["ho_so", "don.loai"]) == []


def test_a_key_that_stands_twice_is_told_with_both_labels(form_of, field):
    first, second = field("textfield", "a", label="Một"), {**field("number", "a", label="Hai"), "id": "khac"}
    ((path, what),) = found(form_of(first, {"type": "group", "id": "g", "components": [second]}))
    assert (path, what) == ("components[1].components[0].key", "The key “a” is already used by “Một”.")


def test_the_same_key_in_a_row_and_outside_is_two_answers(form_of, field):
    inner = {**field("textfield", "a"), "id": "khac"}
    assert found(form_of(field("textfield", "a"), field("dynamiclist", "con", components=[inner]))) == []


def test_ids_that_stand_twice_are_told(form_of, field):
    assert [path for path, _ in found(form_of(field("textfield", "a"), {**field("number", "b"), "id": "o_a"}))] == [
        "components[1].id"
    ]


def test_broken_expressions_are_told_in_the_compilers_words_wherever_they_stand(form_of, field):
    form = form_of(
        field("textfield", "a", hide="=(1"),
        {"type": "expression", "key": "b", "label": "b", "expression": "=1 +"},
        field("select", "c", valuesExpression="=["),
        {"type": "table", "label": "t", "dataSource": "=)"},
        rules=[{"expr": "and", "message": "m"}],
    )
    paths = [path for path, what in found(form) if what.startswith("The expression")]
    assert paths == [
        "components[0].conditional.hide",
        "components[1].expression",
        "components[2].valuesExpression",
        "components[3].dataSource",
        "rules[0].expr",
    ]
    assert all(problem.why.vi for problem in forms.check(form))


def test_a_name_nobody_gives_is_told(form_of, field):
    form = form_of(field("textfield", "a", hide="=b = 1 or ho_so.x = 2 or don.y = 3 or i = 1"))
    assert [what for _, what in found(form, ["ho_so", "don.z"])] == [
        "There is no field or variable “b”.",
        "There is no field or variable “don.y”.",
        "There is no field or variable “i”.",
    ]


def test_a_rule_reads_only_fields_that_exist_and_stands_at_one(form_of, field):
    form = form_of(field("number", "a"), rules=[{"expr": "a < c", "message": "m", "field": "con.x"}])
    assert [path for path, _ in found(form)] == ["rules[0].expr", "rules[0].field"]


def test_a_rule_at_a_row_reads_the_row(form_of, field):
    block = field("dynamiclist", "con", components=[field("number", "tuoi")])
    assert found(form_of(block, rules=[{"expr": "tuoi < 18", "message": "m", "field": "con.tuoi"}])) == []
    assert found(form_of(block, rules=[{"expr": "tuoi < 18", "message": "m", "field": "con"}])) != []


def test_a_required_field_that_is_always_hidden_is_told(form_of, field):
    form = form_of(
        field("textfield", "a", required=True, hide="=true"),
        {
            "type": "group",
            "id": "g",
            "conditional": {"hide": "=1 = 1"},
            "components": [field("number", "b", required=True)],
        },
        field("textfield", "c", required=True, hide="=false"),
        field("textfield", "d", hide="=true"),
    )
    paths = [path for path, what in found(form) if "always hidden" in what]
    assert paths == ["components[0].conditional.hide", "components[1].components[0].conditional.hide"]


def test_conditions_in_a_circle_are_told_once_with_their_way(form_of, field):
    form = form_of(
        field("textfield", "a", hide="=b = null"),
        field("textfield", "b", hide="=c = null"),
        {"type": "expression", "key": "c", "label": "c", "expression": "=a"},
        field("textfield", "d", hide="=a = null"),
    )
    assert found(form) == [("components[0]", "These fields depend on each other: a → b → c → a.")]


def test_a_choice_without_options_a_field_without_label_and_routing_in_rows_are_told(form_of, field):
    row = field("textfield", "x", vn={"routing": "true"})
    form = form_of(
        field("radio", "a"), field("textfield", "b", label=""), field("dynamiclist", "con", components=[row])
    )
    assert [path for path, _ in found(form)] == [
        "components[0]",
        "components[1].label",
        "components[2].components[0].properties.vn.routing",
    ]


def test_formulas_in_texts_are_told_because_nobody_computes_them(form_of, field):
    form = form_of(field("textfield", "a", label="=b"), {"type": "text", "id": "t", "text": "Chào {{ten}}"})
    assert [path for path, _ in found(form)] == ["components[0].label", "components[1].text"]
