"""Dates as clerks type them, whole or in part."""

import pytest


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("27/3/2026", "2026-03-27"),
        ("27/03/2026", "2026-03-27"),
        ("27-03-2026", "2026-03-27"),
        ("27.3.2026", "2026-03-27"),
        ("27032026", "2026-03-27"),
        ("2026-03-27", "2026-03-27"),
        (" 29/02/2024 ", "2024-02-29"),
    ],
)
def test_every_usual_way_of_typing_a_date_is_read_day_first(answer, typed, stored):
    assert answer("textfield", typed, kind="date_vn") == (stored, "")
    assert answer("datetime", typed, subtype="date") == (stored, "")


@pytest.mark.parametrize("typed", ["29/02/2026", "31/4/2026", "0/1/2026", "1/13/2026", "99/99/9999"])
def test_a_day_that_is_not_in_the_calendar_is_refused(answer, typed):
    value, message = answer("textfield", typed, kind="date_vn")
    assert value is None
    assert "Kiểm tra lại" in message


@pytest.mark.parametrize("typed", ["27/3/26", "mai", "27/3", "2026", "٢٧/٠٣/٢٠٢٦", "1/2/3/2026"])
def test_what_is_no_date_is_answered_with_how_to_write_one(answer, typed):
    value, message = answer("textfield", typed, kind="date_vn")
    assert (value, message) == (None, "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 27/03/2026.")


@pytest.mark.parametrize(
    ("partial", "typed", "stored"),
    [
        ("year", "1950", "1950"),
        ("true", "1950", "1950"),
        ("year", "3/1950", "1950-03"),
        ("year", "27/3/1950", "1950-03-27"),
        ("month", "3/1950", "1950-03"),
        ("month", "1950", None),
        ("day", "3/1950", None),
    ],
)
def test_part_of_a_date_is_enough_only_where_the_form_says_so(answer, partial, typed, stored):
    assert answer("textfield", typed, kind="date_vn", vn={"partial": partial})[0] == stored


@pytest.mark.parametrize(
    ("typed", "fine"), [("21/11/2026", True), ("22/11/2026", False), ("2026", True), ("2027", False)]
)
def test_not_after_today_goes_by_the_day_in_vietnam(answer, typed, fine):
    value, message = answer("textfield", typed, kind="date_vn", vn={"partial": "year", "notAfter": "today"})
    assert (value is not None) == fine
    assert fine or message == "Nhập ngày không muộn hơn hôm nay."


def test_a_fixed_bound_is_said_in_the_message(answer):
    message = answer("textfield", "30/06/2025", kind="date_vn", vn={"notBefore": "2025-07-01"})[1]
    assert message == "Nhập ngày không sớm hơn ngày 01/07/2025."


@pytest.mark.parametrize(
    ("typed", "stored"), [("7h30", "07:30"), ("7:05", "07:05"), ("17 giờ 30", "17:30"), ("7h", "07:00")]
)
def test_times_are_read_the_vietnamese_way(answer, typed, stored):
    assert answer("datetime", typed, subtype="time") == (stored, "")


@pytest.mark.parametrize("typed", ["25:00", "7:61", "sáng", "7"])
def test_what_is_no_time_is_refused(answer, typed):
    assert "ví dụ 07:30" in answer("datetime", typed, subtype="time")[1]


def test_date_and_time_are_stored_as_one_instant_in_vietnam(answer):
    typed = {"date": "5/1/2026", "time": "7h30"}
    assert answer("datetime", typed, subtype="datetime") == ("2026-01-05T07:30:00+07:00", "")


def test_half_of_date_and_time_is_not_enough(answer):
    assert answer("datetime", {"date": "5/1/2026", "time": ""}, subtype="datetime")[1] == "Nhập cả giờ, ví dụ 07:30."
    assert "Nhập cả ngày" in answer("datetime", {"date": "", "time": "7h"}, subtype="datetime")[1]


def test_a_stored_date_can_be_submitted_again_unchanged(answer):
    assert answer("datetime", "2026-01-05T07:30:00+07:00", subtype="datetime")[0] == "2026-01-05T07:30:00+07:00"
