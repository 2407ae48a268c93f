"""Numbers and amounts of money."""

import pytest


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("12", 12), ("1.234", 1234), ("1.234.567", 1234567), ("-3", -3), (7, 7), ("", None), ("1 000", 1000)],
)
def test_whole_numbers(answer, typed, stored):
    assert answer("number", typed) == (stored, "")


@pytest.mark.parametrize(
    ("typed", "stored"), [("120,5", 120.5), ("120.5", 120.5), ("1.120,55", 1120.55), (0.1, 0.1), ("0,10", 0.1)]
)
def test_a_decimal_comma_and_a_decimal_point_are_both_read(answer, typed, stored):
    assert answer("number", typed, decimalDigits=2) == (stored, "")


@pytest.mark.parametrize(
    "typed", ["abc", "1e5000", "NaN", "Infinity", "--1", "1_000", "９", "9" * 40, True, [1], {"a": 1}]
)
def test_what_is_no_number_is_refused(answer, typed):
    value, message = answer("number", typed)
    assert value is None
    assert message


def test_a_fraction_is_refused_where_a_whole_number_is_asked(answer):
    assert answer("number", "1,5")[1] == "Nhập số nguyên, không có phần thập phân."
    assert answer("number", "1,55", decimalDigits=1)[1] == "Nhập tối đa 1 chữ số sau dấu phẩy."


def test_bounds_are_named_in_the_message(answer):
    assert answer("number", "0", validate={"min": 1})[1] == "Nhập số từ 1 trở lên."
    assert answer("number", "51", validate={"max": 50})[1] == "Nhập số không quá 50."


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1 500 000 đồng", 1_500_000),
        ("8.000đ", 8_000),
        (8000, 8_000),
        ("0", 0),
    ],
)
def test_money_is_stored_as_whole_dong(answer, typed, stored):
    assert answer("textfield", typed, kind="money_vnd") == (stored, "")


@pytest.mark.parametrize("typed", ["1.50", "1.5000", "-5", "1,5 triệu", "một triệu", "1.500,5", "9" * 20])
def test_an_unclear_amount_is_refused_rather_than_guessed(answer, typed):
    assert answer("number", typed, kind="money_vnd")[0] is None
