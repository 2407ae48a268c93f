"""Vietnamese holidays: decided years win, drafted years are provisional."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine.clock import CalendarProblem, VietnameseDays, builtin
from engine.clock.calendars.vietnam import decided_year, draft

SHIPPED = VietnameseDays.shipped()
VN = builtin("vn")


def test_the_swap_the_library_misses_is_decided():
    assert date(2026, 1, 2) not in draft(2026)
    assert not VN.is_working(date(2026, 1, 2))
    assert VN.day(date(2026, 1, 10)).seconds == 8 * 3600
    reason = VN.day(date(2026, 1, 10)).reason
    assert reason
    assert "12729/VPCP-KGVX" in reason.vi


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_decided_year_names_a_decision_for_every_day(year: int):
    assert all("–" in day.reason.vi and "–" in day.reason.en for day in SHIPPED.decided[year].values())


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_decided_year_has_every_statutory_day_the_library_knows(year: int):
    worked = {date(2025, 2, 1)}  # a Saturday that the library names because the days before it are taken
    missing = {day for day, what in draft(year).items() if what.kind == "holiday" and day.weekday() < 5}
    assert not {day for day in missing - worked if VN.is_working(day)}


@pytest.mark.parametrize(
    ("year", "weekdays_off"),
    # 2024: 11 statutory days on weekdays or made up for + 29/4; 2025: 11 + 2/5; 2026: 12 with Culture Day + 2/1 + 31/8
    [(2024, 12), (2025, 12), (2026, 14)],
)
def test_a_decided_year_gives_as_many_weekdays_off_as_the_law_and_the_swaps(year: int, weekdays_off: int):
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    assert sum(day.year == year and day.weekday() < 5 and not VN.is_working(day) for day in days) == weekdays_off


def test_every_swapped_day_off_is_worked_on_a_weekend():
    worked = {day for year in SHIPPED.decided.values() for day, what in year.items() if what.kind == "swapped"}
    assert worked == {date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}
    assert all(day.weekday() == 5 and VN.is_working(day) for day in worked)


def test_a_year_without_decision_is_drafted_and_says_so():
    assert SHIPPED.undecided(2027)
    tet = SHIPPED.exception(date(2027, 2, 8))
    assert tet
    assert "dự kiến" in tet.reason.vi
    assert "expected" in tet.reason.en


def test_a_year_of_the_past_keeps_the_swaps_the_library_knows():
    assert VN.is_working(date(2019, 5, 4))
    assert not VN.is_working(date(2019, 4, 29))


def test_only_the_calendar_that_depends_on_the_year_is_provisional():
    across = (date(2026, 12, 30), date(2027, 1, 5))
    assert VN.provisional(*across)
    assert not VN.provisional(date(2026, 12, 1), date(2026, 12, 31))
    assert not builtin("standard-8-12-13-17").provisional(*across)


def test_a_ward_that_works_on_saturdays_keeps_the_holidays_of_the_nation():
    ward = builtin("vn-ward-0730-sat")
    national_day = datetime(2026, 9, 2, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

    assert ward.next_opening(national_day).isoformat() == "2026-09-03T07:30:00+07:00"
    assert ward.next_opening(datetime(2026, 9, 5, 6, 0, tzinfo=national_day.tzinfo)).day == 5


def test_a_swap_decided_in_one_year_may_be_worked_in_another():
    year = {
        "year": 2027,
        "decisions": {"qd": {"vi": "QĐ", "en": "D"}},
        "holidays": [],
        "swaps": [{"off": "2027-01-04", "work": "2026-12-26", "by": "qd"}],
    }
    days = SHIPPED.with_year(year)
    made_up = days.exception(date(2026, 12, 26))
    assert made_up
    assert (made_up.kind, made_up.like) == ("swapped", 0)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ([{"date": "2027-01-01", "vi": "Tết"}], "không nêu văn bản"),
        ([{"date": "2027-01-01", "by": "qd"}, {"date": "2027-01-01", "by": "qd"}], "khai nhiều lần"),
        ([{"date": "1/1/2027", "by": "qd"}], "không phải ngày"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(entry: list[dict[str, str]], said: str):
    with pytest.raises(CalendarProblem, match=said):
        decided_year({"year": 2027, "decisions": {"qd": {"vi": "QĐ", "en": "D"}}, "holidays": entry})
