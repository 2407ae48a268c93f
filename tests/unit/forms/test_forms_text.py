"""Plain answers: lines, paragraphs, boxes, choices, patterns."""

import pytest

from engine import forms
from engine.text import Text


def test_a_line_is_normalised_and_trimmed(answer):
    assert answer("textfield", "  Nguye\u0302\u0303n\u200b  Va\u0306n\tA ") == ("Nguyễn Văn A", "")


def test_paragraphs_keep_their_line_breaks(answer):
    assert answer("textarea", "một\r\nhai\rba  \n") == ("một\nhai\nba", "")


@pytest.mark.parametrize("typed", ["a\x00b", "a\x1b[31m", "\x07", "a\x9fb", "a\ud800b"])
def test_control_characters_are_refused_with_what_to_do(answer, typed):
    value, message = answer("textfield", typed)
    assert value is None
    assert message.startswith("Có ký tự điều khiển")


def test_direction_marks_that_could_deceive_are_dropped(answer):
    assert answer("textfield", "abc\u202egpj.exe") == ("abcgpj.exe", "")


def test_lengths_are_told_in_characters(answer):
    assert answer("textfield", "x" * 11, validate={"maxLength": 10})[1] == "Rút ngắn còn tối đa 10 ký tự."
    assert answer("textfield", "x", validate={"minLength": 2})[1] == "Nhập ít nhất 2 ký tự."
    assert answer("textarea", "x", validate={"minLength": 2})[1] == "Viết ít nhất 2 ký tự."


def test_a_pattern_runs_on_an_engine_that_cannot_hang(answer):
    value, message = answer("textfield", "a" * 400 + "!", validate={"pattern": "^(a+)+$"})
    assert value is None
    assert "chưa đúng mẫu" in message


def test_the_author_can_say_what_the_pattern_means(answer):
    rules = {"pattern": r"^\d{4}-\d{4}$", "patternErrorMessage": "Ghi năm học, ví dụ 2026-2027."}
    assert answer("textfield", "2026", validate=rules)[1] == "Ghi năm học, ví dụ 2026-2027."
    assert answer("textfield", "2026-2027", validate=rules) == ("2026-2027", "")


@pytest.mark.parametrize("wrong", [["a"], {"a": 1}, True])
def test_a_line_in_another_shape_is_refused(answer, wrong):
    assert answer("textfield", wrong)[0] is None


def test_a_box_is_true_or_false_and_never_missing(answer):
    assert answer("checkbox", "true") == (True, "")
    assert answer("checkbox", "on") == (True, "")
    assert answer("checkbox", None) == (False, "")
    assert answer("checkbox", "") == (False, "")


def test_a_required_box_must_be_ticked(answer):
    message = answer("checkbox", "", required=True, label="Tôi cam đoan")[1]
    assert message == "Đánh dấu vào ô “Tôi cam đoan”."


VALUES = [{"label": "Nam", "value": "nam", "en": "Male"}, {"label": "Nữ", "value": "nu", "en": "Female"}]


@pytest.mark.parametrize("component", ["radio", "select"])
def test_one_choice_must_be_on_the_list(answer, component):
    assert answer(component, "nam", values=VALUES) == ("nam", "")
    assert "danh sách" in answer(component, "khác", values=VALUES)[1]
    assert answer(component, "", values=VALUES, required=True, label="Giới tính")[1] == "Chọn giới tính."


@pytest.mark.parametrize("component", ["checklist", "taglist"])
def test_several_choices_are_kept_once_each_in_the_order_given(answer, component):
    assert answer(component, ["nu", "nam", "nu"], values=VALUES) == (["nu", "nam"], "")
    assert answer(component, [], values=VALUES) == ([], "")
    assert "danh sách" in answer(component, ["nam", "x"], values=VALUES)[1]


def test_options_may_come_from_the_context(form_of, field, now):
    form = form_of(field("select", "o", valuesKey="ho_so.lua_chon"))
    context = {"ho_so": {"lua_chon": [{"label": "Một", "value": "1"}, "hai", {"value": ""}, 3, None]}}
    for value, fine in (("1", True), ("hai", True), ("3", True), ("bốn", False)):
        assert forms.submit(form, {"o": value}, now=now, context=context).ok == fine


def test_units_are_supplied_by_the_caller(form_of, field, now):
    form = form_of(field("checklist", "co_quan", kind="units", vn={"unitKind": "so", "routing": "true"}))
    asked = []

    def units(choice):
        asked.append(choice.properties.get("vn.unitKind"))
        return [forms.Option("7", Text("Sở Xây dựng", "Department of Construction"))]

    fine = forms.submit(form, {"co_quan": ["7"]}, now=now, options=units)
    assert fine.routing == {"co_quan": ["7"]}
    assert asked == ["so"]
    assert not forms.submit(form, {"co_quan": ["8"]}, now=now, options=units).ok
    assert not forms.submit(form, {"co_quan": ["7"]}, now=now).ok
