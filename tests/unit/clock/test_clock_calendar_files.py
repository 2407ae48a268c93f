"""Calendars written as JSON, and every way to write one wrongly."""

import json
from datetime import date, datetime

import pytest

from engine.clock import VIETNAM, CalendarProblem, VietnameseDays, read_calendar

WEEK = {"mon-fri": ["08:00-12:00", "13:00-17:00"]}


def seconds(data: dict[str, object], day: date) -> int:
    """Working seconds of a day in a calendar."""
    return read_calendar(data).day(day).seconds


def test_hours_follow_the_season():
    summer = {"from": "2026-04-16", "to": "2026-10-15", "week": {"mon-fri": ["07:00-11:30", "13:30-17:00"]}}
    winter = {"from": "2026-10-16", "week": WEEK}
    calendar = read_calendar({"name": "Xã", "hours": [winter, summer]})
    assert str(calendar.day(date(2026, 10, 15)).periods[0]) == "07:00-11:30"
    assert str(calendar.day(date(2026, 10, 16)).periods[0]) == "08:00-12:00"
    with pytest.raises(CalendarProblem, match="14/04/2026"):
        calendar.day(date(2026, 4, 14))


def test_a_unit_keeps_its_own_holiday_beside_the_national_ones():
    own = {"week": WEEK, "national_holidays": True, "holidays": ["2026-06-15", {"date": "2026-06-16", "vi": "Lễ hội"}]}
    assert [seconds(own, date(2026, 6, day)) for day in (15, 16, 17)] == [0, 0, 28800]
    assert seconds(own, date(2026, 9, 2)) == 0
    assert read_calendar(own).day(date(2026, 6, 16)).reason == ("Lễ hội", "Lễ hội")


def test_a_unit_that_works_on_a_national_holiday_says_so_with_hours():
    duty = {"date": "2026-09-02", "hours": ["08:00-10:00"], "vi": "Trực lễ", "en": "On duty"}
    assert seconds({"week": WEEK, "national_holidays": True, "half_days": [duty]}, date(2026, 9, 2)) == 7200


def test_a_swap_works_like_the_day_it_replaces():
    week = {"mon-thu": ["08:00-12:00"], "fri": ["08:00-10:00"], "sat": ["08:00-09:00"]}
    swapped = {"week": week, "swaps": [{"off": "2026-06-19", "work": "2026-06-20", "vi": "QĐ 5/QĐ-UBND", "en": "D5"}]}
    assert seconds(swapped, date(2026, 6, 19)) == 0
    assert seconds(swapped, date(2026, 6, 20)) == 7200
    assert read_calendar(swapped).day(date(2026, 6, 20)).reason == (
        "Làm bù cho ngày 19/06/2026 – QĐ 5/QĐ-UBND",
        "Making up for 19/06/2026 – D5",
    )


def test_without_national_holidays_there_are_none():
    assert seconds({"week": WEEK}, date(2026, 9, 2)) == 28800


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"week": WEEK, "holidays": ["2026-06-15", "2026-06-15"]}, "15/06/2026 được khai nhiều lần"),
        (
            {"week": WEEK, "holidays": ["2026-06-20"], "swaps": [{"off": "2026-06-19", "work": "2026-06-20"}]},
            "20/06/2026 được khai nhiều lần",
        ),
        ({"week": WEEK, "holidays": ["15/6/2026"]}, "không phải ngày"),
        ({"week": WEEK, "holidays": [7]}, "sai kiểu"),
        ({"week": {"mon-friday": []}}, "không phải một thứ"),
        ({"week": {"mon-fri": [], "wed": []}}, "hai lần"),
        ({"week": {"mon": ["8 giờ"]}}, "Không đọc được giờ"),
        ({"week": {"mon": 8}}, "sai kiểu"),
        ({"hours": []}, "không có giờ làm việc nào"),
        ({"name": "x"}, "thiếu"),
        ({"week": WEEK, "holydays": []}, "holydays"),
        ({"hours": [{"week": WEEK}, {"week": WEEK, "from": "2026-01-01"}]}, "cùng hiệu lực"),
        ({"hours": [{"week": WEEK, "from": "2026-02-01", "to": "2026-01-01"}]}, "trước khi có hiệu lực"),
    ],
)
def test_a_wrong_calendar_says_what_is_wrong(wrong: dict[str, object], said: str):
    with pytest.raises(CalendarProblem, match=said):
        read_calendar(json.dumps(wrong))


@pytest.mark.parametrize("source", ["{", "[]", b"\xff"])
def test_what_is_not_a_json_object_is_refused(source: str | bytes):
    with pytest.raises(CalendarProblem):
        read_calendar(source)


def test_an_installation_can_decide_a_year_itself():
    year = {
        "year": 2027,
        "decisions": {"qd": {"vi": "QĐ 1/QĐ-TTg", "en": "Decision 1"}},
        "holidays": [{"date": "2027-01-01", "vi": "Tết Dương lịch", "en": "New Year", "by": "qd"}],
    }
    national = VietnameseDays.shipped().with_year(year)
    calendar = read_calendar({"week": WEEK, "national_holidays": True}, national)
    assert calendar.day(date(2027, 1, 1)).reason == ("Tết Dương lịch – QĐ 1/QĐ-TTg", "New Year – Decision 1")
    assert calendar.day(date(2027, 2, 5)).seconds == 28800
    assert not calendar.provisional(date(2026, 12, 1), date(2027, 12, 31))


def test_a_day_added_on_the_command_line_wins_over_everything():
    calendar = read_calendar({"week": WEEK}).with_holidays(date(2026, 6, 15))
    assert calendar.next_opening(datetime(2026, 6, 15, 9, tzinfo=VIETNAM)) == datetime(2026, 6, 16, 8, tzinfo=VIETNAM)
