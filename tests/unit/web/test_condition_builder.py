"""The condition builder without a browser: what is posted becomes rows, an expression, or a message at its place."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from admin_ui.declare import conditions
from engine.bpmn.conditions import Field
from engine.text import Text

GROUP = Text("Tờ khai", "Application")
NAMES = {
    one.path: one
    for one in (
        Field("don.tuoi", Text("Tuổi", "Age"), "number", GROUP),
        Field("don.loai", Text("Loại", "Kind"), "choice", GROUP, (("a", Text("Loại A", "Kind A")),)),
        Field("don.ngay", Text("Ngày", "Day"), "date", GROUP),
        Field("don.ten", Text("Tên", "Name"), "text", GROUP),
    )
}


def post(expression: str, changes: dict[str, str | list[str]]) -> conditions.State:
    """Send the builder holding ``expression`` with some cells different."""
    state = conditions.of(expression, NAMES, "dk")
    form: MultiDict[str, str] = MultiDict({"dk.was": state.was, "dk.feel": state.feel, "dk.rows": "1"})
    form["dk.join"] = state.join
    for place, row in state.numbered():
        form[f"dk.{place}.field"], form[f"dk.{place}.is"] = row.path, row.code
        form.setlist(f"dk.{place}.v", [row.first])
        if row.second:
            form[f"dk.{place}.v2"] = row.second
    for name, value in changes.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    return conditions.posted(form, "dk", NAMES)


def test_nothing_changed_gives_the_very_expression_back() -> None:
    said = '(don.tuoi>=18)   and don.loai="a"'
    assert post(said, {}).expression == said


def test_a_changed_value_is_read_as_people_write_it_here() -> None:
    assert post("don.tuoi >= 18", {"dk.0.v": "1.500,5"}).expression == "don.tuoi >= 1500.5"
    made = post("", {"dk.0.field": "don.ngay", "dk.0.is": "day_lt", "dk.0.v": "1/7/2025"})
    assert made.expression == 'date(don.ngay) < date("2025-07-01")'


def test_several_texts_stand_in_one_cell() -> None:
    made = post("", {"dk.0.field": "don.ten", "dk.0.is": "one_of", "dk.0.v": "An; Bình ; An"})
    assert made.expression == 'don.ten in ("An", "Bình")'


def test_quotation_marks_and_markup_stay_text() -> None:
    made = post("", {"dk.0.field": "don.ten", "dk.0.is": "eq", "dk.0.v": '<b>"x"</b> or true'})
    assert made.expression == 'don.ten = "<b>\\"x\\"</b> or true"'


def test_what_is_wrong_in_a_row_is_told_at_the_row_and_nothing_is_lost() -> None:
    state = post("don.tuoi >= 18", {"dk.0.v": "mười tám"})
    assert [where for where, _ in state.problems] == ["dk-0-truong"]
    assert state.numbered()[0][1].values == ("mười tám",)


def test_a_range_upside_down_is_refused() -> None:
    state = post("", {"dk.0.field": "don.tuoi", "dk.0.is": "between", "dk.0.v": "60", "dk.0.v2": "18"})
    assert state.wrong


def test_an_absurd_number_is_refused() -> None:
    assert post("don.tuoi >= 18", {"dk.0.v": "9" * 40}).wrong
    assert post("don.tuoi >= 18", {"dk.0.v": "NaN"}).wrong


def test_a_wrong_expression_is_told_with_its_place_and_kept() -> None:
    state = post("don.tuoi >= 18", {"dk.feel": "don.tuoi >= and"})
    assert state.feel_error is not None
    assert "ký tự thứ 13" in state.feel_error.vi
    assert state.feel == "don.tuoi >= and"
    assert state.numbered()[0][1].path == "don.tuoi", "the rows are still there"


def test_an_expression_typed_by_hand_becomes_rows_when_it_can() -> None:
    state = post("don.tuoi >= 18", {"dk.feel": "don.tuoi < 60"})
    assert (state.expression, state.rows) == ("don.tuoi < 60", True)
    much = post("don.tuoi >= 18", {"dk.feel": "don.tuoi * 2 < 60"})
    assert (much.expression, much.rows, much.wrong) == ("don.tuoi * 2 < 60", False, False)


def test_rows_and_expression_changed_at_once_are_not_guessed_between() -> None:
    state = post("don.tuoi >= 18", {"dk.0.v": "20", "dk.feel": "don.tuoi < 60"})
    assert state.wrong
    assert state.unclear is not None


def test_an_expression_that_is_more_than_rows_is_never_destroyed() -> None:
    said = "don.tuoi * 2 < 60 // hai lần"
    state = conditions.of(said, NAMES, "dk")
    assert not state.rows
    form: MultiDict[str, str] = MultiDict({"dk.was": said, "dk.feel": said, "dk.rows": "0"})
    assert conditions.posted(form, "dk", NAMES).expression == said


def test_buttons_add_nest_and_remove_rows_without_saving() -> None:
    added = post("don.tuoi >= 18", {"dk.act": "add"})
    assert len(added.items) == 2
    grouped = post("don.tuoi >= 18", {"dk.act": "group"})
    assert [place for place, _ in grouped.numbered()] == ["0", "1.0", "1.1"]
    assert post("don.tuoi >= 18", {"dk.act": "drop:0"}).items == ()
    assert post("don.tuoi >= 18", {"dk.act": "drop:99"}).items != ()
    assert conditions.pressed(MultiDict({"dk.act": "add"}))
    assert not conditions.pressed(MultiDict({"dk.join": "all"}))


def test_removing_every_row_is_no_condition() -> None:
    state = post("", {"dk.was": "don.tuoi >= 18", "dk.feel": "don.tuoi >= 18"})
    assert (state.expression, state.wrong) == ("", False)


def test_a_field_chosen_without_script_asks_for_its_comparison() -> None:
    state = post("", {"dk.0.field": "don.ten", "dk.0.is": "", "dk.0.v": ""})
    assert state.wrong
    changed = post('don.loai = "a"', {"dk.0.field": "don.tuoi", "dk.0.is": "none_of"})
    assert changed.wrong
