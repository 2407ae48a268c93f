"""A whole form: what is hidden, required, computed, ruled and kept."""

import pytest

from engine import forms


def test_a_required_question_left_blank_is_asked_for_by_name(form_of, field, now):
    form = form_of(field("textfield", "ten", label="Họ và tên:", required=True))
    for raw in ({}, {"ten": ""}, {"ten": "   "}, {"ten": None}):
        submission = forms.submit(form, raw, now=now)
        assert submission.errors["ten"].vi == "Điền vào ô “Họ và tên”."
        assert not submission.ok


def test_blank_answers_are_not_stored_but_false_and_empty_lists_are(form_of, field, now):
    values = [{"label": "A", "value": "a"}]
    form = form_of(field("textfield", "a"), field("checkbox", "b"), field("checklist", "c", values=values))
    assert forms.submit(form, {}, now=now).values == {"b": False, "c": []}


def test_what_the_form_does_not_declare_is_not_kept(form_of, field, now):
    form = form_of(field("textfield", "a"))
    assert forms.submit(form, {"a": "x", "b": "y", "__proto__": {}, 5: 6}, now=now).values == {"a": "x"}


@pytest.fixture
def identity(form_of, field):
    values = [{"label": "Căn cước", "value": "cccd"}, {"label": "Khác", "value": "khac"}]
    other = field("textfield", "ten_giay_to", required=True)
    return form_of(
        field("radio", "loai", values=values, required=True),
        field("textfield", "so", kind="cccd", required=True, hide='=loai != "cccd"'),
        {
            "type": "group",
            "id": "g",
            "label": "Khác",
            "conditional": {"hide": '=loai != "khac"'},
            "components": [other],
        },
    )


def test_a_hidden_field_is_neither_required_nor_stored_nor_wrong(identity, now):
    submission = forms.submit(identity, {"loai": "khac", "so": "sai", "ten_giay_to": "Hộ chiếu"}, now=now)
    assert submission.ok
    assert submission.values == {"loai": "khac", "ten_giay_to": "Hộ chiếu"}
    assert submission.visible == {"loai", "ten_giay_to", "#g"}


def test_hiding_a_group_hides_what_is_inside(identity, now):
    submission = forms.submit(identity, {"loai": "cccd", "so": "001204012345", "ten_giay_to": "x"}, now=now)
    assert submission.values == {"loai": "cccd", "so": "001204012345"}


def test_a_condition_sees_a_wrong_answer_as_blank(form_of, field, now):
    form = form_of(
        field("textfield", "so", kind="cccd"), field("textfield", "noi_o", required=True, hide="=so != null")
    )
    assert list(forms.submit(form, {"so": "12"}, now=now).errors) == ["so", "noi_o"]
    assert forms.submit(form, {"so": "001204012345"}, now=now).ok


def test_conditions_follow_each_other_until_nothing_changes(form_of, field, now):
    form = form_of(
        field("textfield", "c", hide="=b = null"),
        field("textfield", "b", hide="=a = null"),
        field("textfield", "a"),
    )
    everything = {"a": "1", "b": "2", "c": "3"}
    assert forms.submit(form, everything, now=now).values == everything
    assert forms.submit(form, {**everything, "a": ""}, now=now).values == {}


def test_conditions_that_chase_each_other_end_all_the_same(form_of, field, now):
    form = form_of(field("textfield", "a", hide="=b = null"), field("textfield", "b", hide="=a != null"))
    assert forms.submit(form, {"a": "1", "b": "2"}, now=now).values is not None


def test_a_condition_may_read_the_context(form_of, field, now):
    form = form_of(field("textfield", "a", required=True, hide='=ho_so.channel = "online"'))
    assert forms.submit(form, {}, now=now, context={"ho_so": {"channel": "online"}}).ok
    assert not forms.submit(form, {}, now=now, context={"ho_so": {"channel": "direct"}}).ok


def test_a_condition_nobody_can_compute_leaves_the_field_visible(form_of, field, now):
    form = form_of(field("textfield", "a", required=True, hide="=khong_co.gi > 5"))
    assert list(forms.submit(form, {}, now=now).errors) == ["a"]


def test_computed_answers_come_from_the_server_only(form_of, field, now):
    form = form_of(
        field("number", "so_ban"),
        {"type": "expression", "key": "tien", "label": "Lệ phí", "expression": "=so_ban * 8000"},
        {"type": "expression", "key": "bang_chu", "expression": "=tien", "properties": {"vn.words": "money"}},
    )
    submission = forms.submit(form, {"so_ban": "3", "tien": "0", "bang_chu": "miễn phí"}, now=now)
    assert submission.values == {"so_ban": 3, "tien": 24000, "bang_chu": "Hai mươi tư nghìn đồng"}
    assert forms.submit(form, {}, now=now).values == {}


def test_a_date_is_written_out_in_words(form_of, field, now):
    form = form_of(
        field("textfield", "ngay_sinh", kind="date_vn"),
        {"type": "expression", "key": "chu", "expression": "=ngay_sinh", "properties": {"vn.words": "date"}},
    )
    assert forms.submit(form, {"ngay_sinh": "5/4/1984"}, now=now).values["chu"].startswith("Ngày năm, tháng tư")


def test_a_computed_answer_can_decide_what_is_shown(form_of, field, now):
    form = form_of(
        field("number", "a"),
        {"type": "expression", "key": "gap_doi", "expression": "=a * 2"},
        field("textfield", "ly_do", required=True, hide="=gap_doi = null or gap_doi < 10"),
    )
    assert forms.submit(form, {"a": "4"}, now=now).ok
    assert list(forms.submit(form, {"a": "5"}, now=now).errors) == ["ly_do"]


def test_a_locked_answer_comes_from_where_it_is_prefilled(form_of, field, now):
    form = form_of(field("textfield", "ten", readonly=True, required=True, vn={"prefill": "nguoi_nop.ho_ten"}))
    context = {"nguoi_nop": {"ho_ten": "Nguyễn Văn A"}}
    submission = forms.submit(form, {"ten": "kẻ khác"}, now=now, context=context)
    assert submission.values == {"ten": "Nguyễn Văn A"}
    assert forms.submit(form, {"ten": "kẻ khác"}, now=now).values == {}


RULE = {
    "expr": "=den >= tu",
    "message": "Ngày kết thúc phải sau ngày bắt đầu.",
    "en": "End after start.",
    "field": "den",
}


def test_a_rule_that_is_broken_speaks_at_its_field(form_of, field, now):
    form = form_of(field("number", "tu"), field("number", "den"), rules=[RULE])
    submission = forms.submit(form, {"tu": "5", "den": "4"}, now=now)
    assert submission.errors == {"den": (RULE["message"], RULE["en"])}
    assert forms.submit(form, {"tu": "5", "den": "6"}, now=now).ok


def test_a_rule_about_a_missing_answer_is_not_broken(form_of, field, now):
    form = form_of(field("number", "tu"), field("number", "den"), rules=[RULE])
    assert forms.submit(form, {"tu": "5"}, now=now).ok


def test_a_rule_at_a_hidden_field_is_not_asked(form_of, field, now):
    form = form_of(field("number", "tu"), field("number", "den", hide="=tu > 4"), rules=[RULE])
    assert forms.submit(form, {"tu": "5", "den": "1"}, now=now).ok


def test_a_rule_of_the_whole_form_stands_at_no_field(form_of, field, now):
    form = form_of(field("number", "a"), rules=[{"expr": "a > 1", "message": "Phải lớn hơn 1."}])
    assert forms.submit(form, {"a": "1"}, now=now).errors[""].vi == "Phải lớn hơn 1."


def test_routing_variables_are_all_present_and_null_when_hidden(form_of, field, now):
    form = form_of(
        field("textfield", "a", vn={"routing": "true"}),
        field("textfield", "b", vn={"routing": "true"}, hide='=a = "x"'),
        field("textfield", "c"),
    )
    assert form.routing_keys == ("a", "b")
    assert forms.submit(form, {"a": "x", "b": "y", "c": "z"}, now=now).routing == {"a": "x", "b": None}


def test_files_are_named_by_the_caller_never_by_the_page(form_of, field, now):
    form = form_of(field("filepicker", "anh", required=True, accept=".jpg,.png", label="Ảnh"))
    forged = forms.submit(form, {"anh": ["somebody-elses"]}, now=now)
    assert forged.errors["anh"].vi == "Chọn tệp cho “Ảnh”."
    kept = forms.submit(form, {}, now=now, files={"anh": ["f-1"]})
    assert kept.values == {"anh": ["f-1"]}
    assert kept.files == (forms.FileNeed("anh", form.fields[0].label, True, False, (".jpg", ".png")),)
    assert list(forms.submit(form, {}, now=now, files={"anh": ["f-1", "f-2"]}).errors) == ["anh"]


def test_an_optional_field_nobody_has_seen_yet_can_be_noticed(form_of, field, now):
    form = form_of(field("checkbox", "a"), field("textfield", "b", hide="=a = false"))
    raw = forms.parse(form, {"a": ["", "true"]})
    assert forms.not_yet_shown(forms.submit(form, raw, now=now), raw) == ("b",)
    seen = forms.parse(form, {"a": "true", "b": ""})
    assert forms.not_yet_shown(forms.submit(form, seen, now=now), seen) == ()


def test_submitting_what_was_stored_changes_nothing(identity, now):
    first = forms.submit(identity, {"loai": "cccd", "so": "001 204 012 345"}, now=now)
    assert forms.submit(identity, first.values, now=now).values == first.values


def test_an_empty_form_starts_with_what_is_known(form_of, field, now):
    form = form_of(
        field("textfield", "ten", vn={"prefill": "nguoi_nop.ho_ten"}, defaultValue="không dùng"),
        field("textfield", "nuoc", defaultValue="Việt Nam"),
        field("textfield", "so", kind="cccd", vn={"prefill": "nguoi_nop.so"}),
        field("textfield", "ngay", kind="date_vn", vn={"prefill": "hom_nay"}),
        field("number", "n", defaultValue="sai"),
    )
    context = {"nguoi_nop": {"ho_ten": "Nguyễn Văn A", "so": "không phải số"}}
    assert forms.initial(form, context, now) == {"ten": "Nguyễn Văn A", "nuoc": "Việt Nam", "ngay": "2026-11-21"}


def test_visible_tells_what_to_show_for_raw_answers(identity, now):
    assert forms.visible(identity, {"loai": "cccd"}, {}, now) == {"loai", "so"}
