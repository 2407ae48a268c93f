"""Addresses of two tiers."""

import pytest

from engine import forms
from engine.forms import places

NGHE_AN = "40"


def test_the_catalogue_is_the_one_since_july_2025():
    assert len(places.provinces()) == 34
    assert sum(len(province.communes) for province in places.provinces().values()) == 3321


def test_every_commune_is_found_by_its_full_name_in_its_province():
    for province in places.provinces().values():
        for commune in province.communes:
            assert places.find_communes(province.code, commune.name) == (commune,)


@pytest.mark.parametrize("typed", ["Phường Thành Vinh", "thành vinh", "THANH VINH", "p. thanh vinh", "16681"])
def test_a_commune_is_found_however_it_is_written(answer, typed):
    value, message = answer("textfield", {"province": NGHE_AN, "ward": typed, "street": ""}, kind="address2")
    assert message == ""
    assert value["ward"] == "16681"
    assert value["text"] == "Phường Thành Vinh, Tỉnh Nghệ An"


def test_the_stored_address_keeps_the_names_of_the_day(answer):
    typed = {"province": "Nghệ An", "ward": "Thành Vinh", "street": "Số 1,  đường Trường Thi"}
    assert answer("textfield", typed, kind="address2")[0] == {
        "province": "40",
        "ward": "16681",
        "street": "Số 1, đường Trường Thi",
        "text": "Số 1, đường Trường Thi, Phường Thành Vinh, Tỉnh Nghệ An",
    }


def test_a_stored_address_can_be_submitted_again_unchanged(answer):
    typed = {"province": "40", "ward": "16681", "street": "Số 1"}
    stored = answer("textfield", typed, kind="address2")[0]
    assert answer("textfield", stored, kind="address2") == (stored, "")


def test_a_misspelt_commune_is_answered_with_the_likely_ones(form_of, field, now):
    form = form_of(field("textfield", "o", kind="address2"))
    submission = forms.submit(form, {"o": {"province": NGHE_AN, "ward": "Thành Vin", "street": ""}}, now=now)
    assert list(submission.errors) == ["o.ward"]
    assert "Có phải: Phường Thành Vinh" in submission.errors["o.ward"].vi


def test_a_name_two_communes_share_has_to_be_written_in_full(answer):
    shared = None
    for province in places.provinces().values():
        names = [places.without_level(places.plain(commune.name)) for commune in province.communes]
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            shared = (province, twice[0])
    assert shared is not None
    province, name = shared
    value, message = answer("textfield", {"province": province.code, "ward": name, "street": ""}, kind="address2")
    accented = places.find_communes(province.code, name)
    assert (value is None) == (len(accented) > 1)
    assert (len(accented) < 2) or "Ghi rõ một trong" in message


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ({"province": "", "ward": "Thành Vinh", "street": ""}, "o.province"),
        ({"province": "99", "ward": "Thành Vinh", "street": ""}, "o.province"),
        ({"province": NGHE_AN, "ward": "", "street": "Số 1"}, "o.ward"),
        ({"province": "01", "ward": "16681", "street": ""}, "o.ward"),
        ({"province": "khac", "ward": "", "street": "Lào"}, "o.province"),
        ({"province": ["40"], "ward": {}, "street": None}, "o.province"),
        ({"province": NGHE_AN, "ward": "x" * 1000, "street": ""}, "o.ward"),
    ],
)
def test_the_message_stands_at_the_input_to_correct(form_of, field, now, typed, part):
    form = form_of(field("textfield", "o", kind="address2"))
    assert list(forms.submit(form, {"o": typed}, now=now).errors) == [part]


def test_a_place_outside_the_catalogue_is_written_out_where_the_form_allows_it(form_of, field, now):
    form = form_of(field("textfield", "o", kind="address2", vn={"otherPlace": "true"}))
    typed = {"province": "khac", "ward": "bỏ qua", "street": "Viêng Chăn, Lào"}
    submission = forms.submit(form, {"o": typed}, now=now)
    assert submission.values["o"] == {
        "province": "khac",
        "ward": "",
        "street": "Viêng Chăn, Lào",
        "text": "Viêng Chăn, Lào",
    }
    nothing = forms.submit(form, {"o": {"province": "khac", "ward": "", "street": ""}}, now=now)
    assert list(nothing.errors) == ["o.street"]


def test_suggestions_for_a_province_that_does_not_exist_are_empty():
    assert places.commune_names("99") == ()
    assert "Phường Thành Vinh" in places.commune_names(NGHE_AN)
