"""Keys followed through expressions, conditions turned round, options typed as lines, labels pasted from Word."""

from __future__ import annotations

import json

import pytest

from engine import feel
from engine.forms.edit import Draft, FormEditRefused, apply, edits, facts_of
from engine.forms.edit.expressions import Place, reads, renamed
from engine.forms.edit.options import from_lines, to_lines
from engine.forms.edit.showing import hide_of, shown_of
from engine.forms.edit.words import BadText, key_of, one_line

TOP: Place = ("#", "ten")
IN_ROWS: Place = ("#", "con", "ten")
KNOWN = {TOP, IN_ROWS, ("#", "con"), ("don", "ten")}
NAMES = {"con": ("#", "con"), "ten": TOP}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('con[ten = "x"]', 'con[goi = "x"]'),
        ("count(con[item.ten = ten])", "count(con[item.goi = goi])"),
        ("some x in con satisfies x.ten = ten", "some x in con satisfies x.goi = ten"),
        ("con.ten", "con.goi"),
        ("con[1].ten", "con[1].goi"),
        ('don.ten = "ten"', 'don.ten = "ten"'),
        ("for ten in [1, 2] return ten", "for ten in [1, 2] return ten"),
    ],
)
def test_a_key_of_rows_is_followed_and_nothing_else_of_that_name(source: str, expected: str) -> None:
    assert renamed(source, reads(source, NAMES, KNOWN, {IN_ROWS}), "goi") == expected


def test_where_it_cannot_be_told_what_a_name_stands_for_the_expression_is_unsure() -> None:
    assert reads("sort(con, function(a, b) a.ten < b.ten)", NAMES, KNOWN, {IN_ROWS}).unsure
    assert not reads("sort([1, 2], function(a, b) a < b)", NAMES, KNOWN, {IN_ROWS})


def test_answers_of_a_repeated_step_are_read_under_all() -> None:
    found = reads('count(y_kien.all[ket_luan = "x"])', {}, {("y_kien", "ket_luan")}, {("y_kien", "ket_luan")})
    assert renamed('count(y_kien.all[ket_luan = "x"])', found, "kl") == 'count(y_kien.all[kl = "x"])'


@pytest.mark.parametrize("shown", ['loai = "a"', 'loai != "a" and so = 2', "tuoi > 18", 'list contains(muc, "a")'])
@pytest.mark.parametrize("answers", [{}, {"loai": "a", "so": 2, "tuoi": 20, "muc": ["a"]}, {"loai": "b", "tuoi": 3}])
def test_a_field_is_shown_exactly_when_its_condition_certainly_holds(shown: str, answers: dict[str, object]) -> None:
    context = {"loai": None, "so": None, "tuoi": None, "muc": None, **answers}
    hidden = feel.evaluate(hide_of(shown), context).value is True
    assert hidden is not (feel.evaluate(shown, context).value is True)
    assert shown_of(hide_of(shown)) == shown


def test_options_are_labels_or_values_with_labels_and_keep_their_values() -> None:
    options = from_lines("nam = Nam\n• Nữ\n\n")
    assert [(one.value, one.label) for one in options] == [("nam", "Nam"), ("nu", "Nữ")]
    assert from_lines("Nữ\nNam", options)[1].value == "nam"
    assert from_lines(to_lines(options)) == options
    with pytest.raises(BadText, match="value"):
        from_lines("a = A\na = B")


def test_what_word_brings_along_is_cleaned_and_tags_are_refused() -> None:
    assert one_line("Họ\u00a0và  tên\u00ad\r\n", 500) == "Họ và tên"
    assert key_of("Đường, số nhà (nếu có)", ()) == "duong_so_nha_neu_co"
    assert key_of("Họ tên", {"ho_ten"}) == "ho_ten_2"
    with pytest.raises(BadText):
        one_line("<b>Họ tên</b>", 500)


def _form(*components: dict[str, object], **more: object) -> bytes:
    return json.dumps({"title": "T", "components": list(components), **more}).encode()


def test_a_new_key_is_written_in_conditions_rules_and_formulas_of_the_form() -> None:
    form = _form(
        {"type": "number", "id": "a", "key": "tuoi", "label": "Tuổi"},
        {"type": "textfield", "id": "b", "key": "truong", "label": "T", "conditional": {"hide": "=tuoi >= 18"}},
        {"type": "expression", "id": "c", "key": "doi", "label": "D", "expression": "=tuoi * 2"},
        rules=[{"expr": "=tuoi < 200", "message": "Sửa tuổi", "field": "tuoi"}],
    )
    spot = Draft.of(form, "").find("a")
    facts = facts_of(spot.component, spot.kind.code)
    made = json.loads(apply(form, edits.ChangeField("a", type(facts)(**{**facts.__dict__, "key": "so_tuoi"}))))
    assert made["components"][1]["conditional"]["hide"] == "=so_tuoi >= 18"
    assert made["components"][2]["expression"] == "=so_tuoi * 2"
    assert made["rules"][0] == {"expr": "=so_tuoi < 200", "message": "Sửa tuổi", "field": "so_tuoi"}


def test_a_field_that_is_read_goes_only_with_what_reads_it() -> None:
    form = _form(
        {"type": "number", "id": "a", "key": "tuoi", "label": "Tuổi"},
        {"type": "textfield", "id": "b", "key": "truong", "label": "Trường", "conditional": {"hide": "=tuoi >= 18"}},
    )
    with pytest.raises(FormEditRefused) as refused:
        apply(form, edits.RemoveField("a"))
    assert [(one.component, one.fact) for one in refused.value.problems] == [("b", "hide")]
    (left,) = json.loads(apply(form, edits.RemoveField("a", drop=True)))["components"]
    assert left["id"] == "b"
    assert "conditional" not in left


def test_a_copy_reads_its_own_fields() -> None:
    inner = [
        {"type": "number", "id": "a", "key": "tuoi", "label": "Tuổi"},
        {"type": "textfield", "id": "b", "key": "truong", "label": "T", "conditional": {"hide": "=tuoi >= 18"}},
    ]
    form = _form({"type": "group", "id": "g", "label": "G", "components": inner})
    twin = json.loads(apply(form, edits.DuplicateField("g")))["components"][1]["components"]
    assert twin[0]["key"] == "tuoi_2"
    assert twin[1]["conditional"]["hide"] == "=tuoi_2 >= 18"


def test_a_drawn_form_keeps_what_the_drawing_editor_does_not_know_and_refuses_what_forms_do_not_accept() -> None:
    properties = {"vn.en": "Sex", "vn.routing": "true"}
    values = [{"label": "Nam", "value": "nam", "en": "Male"}]
    form = _form({"type": "radio", "id": "a", "key": "gt", "label": "G", "values": values, "properties": properties})
    drawn = {
        "type": "radio",
        "id": "a",
        "key": "gt",
        "label": "Giới tính",
        "values": [{"label": "Nam", "value": "nam"}],
    }
    (made,) = json.loads(apply(form, edits.Rewrite(_form(drawn, exporter={"name": "form-js"}))))["components"]
    assert made == {**drawn, "values": values, "properties": properties}
    with pytest.raises(FormEditRefused, match="html"):
        apply(form, edits.Rewrite(_form(drawn, {"type": "html", "id": "x", "content": "<b>"})))


def test_a_form_of_three_hundred_fields_is_full() -> None:
    many = [{"type": "textfield", "id": f"o{n}", "key": f"k{n}", "label": f"Ô {n}"} for n in range(300)]
    with pytest.raises(FormEditRefused, match="300"):
        apply(_form(*many), edits.AddField("line", "Thêm"))


def test_a_page_inside_a_group_is_refused() -> None:
    form = _form({"type": "group", "id": "g", "label": "G", "components": []})
    with pytest.raises(FormEditRefused, match="page"):
        apply(form, edits.AddField("page", "Trang", into="g"))
