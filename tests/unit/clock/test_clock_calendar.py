"""Calendars: what a day is worth, and arithmetic on working time."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from engine.clock import VIETNAM, Calendar, CalendarProblem, ClockProblem, builtin, local
from engine.clock.calendars.hours import Period, periods
from engine.clock.working import backward, between, forward

OFFICE = builtin("standard-8-12-13-17")
WARD = builtin("ward-0730-sat")
NEVER = Calendar.weekly("không bao giờ", ((), (), (), (), (), (), ()))


def at(day: int, clock: str) -> datetime:
    """An instant of November 2026, whose 2nd is a Monday."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ClockProblem, match="múi giờ"):
        local(datetime(2026, 11, 2, 10))


def test_an_instant_of_another_zone_becomes_vietnamese():
    assert local(datetime(2026, 11, 2, 18, 30, tzinfo=UTC)).isoformat() == "2026-11-03T01:30:00+07:00"


def test_fractions_of_a_second_are_dropped():
    assert local(datetime(2026, 11, 2, 10, 0, 0, 999_999, VIETNAM)) == at(2, "10:00")


def test_working_time_is_counted_from_another_zone_too():
    lisbon = timezone(timedelta(0))
    assert OFFICE.add_working(datetime(2026, 11, 2, 3, tzinfo=lisbon), 3600).at == at(2, "11:00")


def test_nothing_to_work_is_due_at_once():
    assert forward(OFFICE, at(7, "10:00"), 0) == at(7, "10:00")


def test_a_due_time_on_a_period_end_stays_there():
    assert forward(OFFICE, at(2, "08:00"), 4 * 3600) == at(2, "12:00")
    assert forward(OFFICE, at(2, "08:00"), 8 * 3600) == at(2, "17:00")


def test_one_second_more_than_a_period_opens_the_next():
    assert forward(OFFICE, at(2, "08:00"), 8 * 3600 + 1) == at(3, "08:00") + timedelta(seconds=1)


def test_work_that_starts_in_the_break_counts_from_its_end():
    assert forward(OFFICE, at(2, "12:30"), 3600) == at(2, "14:00")


def test_backward_undoes_forward_inside_working_hours():
    assert backward(OFFICE, at(4, "10:00"), 4 * 3600) == at(3, "15:00")
    assert backward(OFFICE, at(9, "09:00"), 2 * 3600) == at(6, "16:00")


def test_backward_stays_on_an_opening():
    assert backward(OFFICE, at(4, "17:00"), 8 * 3600) == at(4, "08:00")


def test_backward_from_outside_hours_starts_at_the_last_closing():
    assert backward(OFFICE, at(7, "20:00"), 3600) == at(6, "16:00")


def test_backward_by_nothing_stays():
    assert backward(OFFICE, at(7, "20:00"), 0) == at(7, "20:00")


def test_between_counts_both_ways():
    assert between(OFFICE, at(2, "10:00"), at(3, "09:00")) == 7 * 3600
    assert between(OFFICE, at(3, "09:00"), at(2, "10:00")) == -7 * 3600
    assert between(OFFICE, at(7, "09:00"), at(8, "09:00")) == 0


def test_between_adds_up_over_months():
    weeks = between(OFFICE, at(2, "00:00"), at(2, "00:00") + timedelta(weeks=52))
    assert weeks == 52 * 40 * 3600


def test_a_negative_amount_is_a_programming_error():
    with pytest.raises(ValueError, match="negative"):
        forward(OFFICE, at(2, "10:00"), -1)


def test_the_next_opening_of_an_open_office_is_now():
    assert OFFICE.next_opening(at(2, "10:00")) == at(2, "10:00")
    assert OFFICE.next_opening(at(2, "12:00")) == at(2, "13:00")
    assert OFFICE.next_opening(at(6, "17:00")) == at(9, "08:00")


def test_an_office_is_open_to_the_very_end_of_a_period():
    assert OFFICE.is_open(at(2, "12:00"))
    assert not OFFICE.is_open(at(2, "12:01"))
    assert WARD.is_open(at(7, "07:30"))


def test_a_day_off_has_no_closing():
    with pytest.raises(CalendarProblem, match="không phải ngày làm việc"):
        OFFICE.closing(date(2026, 11, 7))


@pytest.mark.parametrize("ask", [lambda: forward(NEVER, at(2, "10:00"), 1), lambda: backward(NEVER, at(2, "10:00"), 1)])
def test_a_calendar_without_work_says_so_instead_of_searching_for_ever(ask):
    with pytest.raises(CalendarProblem, match="không có giờ làm việc"):
        ask()


def test_the_end_of_time_is_an_error_in_words():
    with pytest.raises(CalendarProblem, match="9999"):
        forward(OFFICE, datetime(9999, 12, 30, 10, tzinfo=VIETNAM), 100 * 8 * 3600)


def test_an_unknown_calendar_names_the_known_ones():
    with pytest.raises(CalendarProblem, match="standard-8-12-13-17"):
        builtin("mars")


def test_periods_are_sorted_and_joined_where_they_touch():
    assert periods("13:00-17:00", "08:00-12:00") == (Period(28800, 43200), Period(46800, 61200))
    assert periods("08:00-12:00", "12:00-17:00") == (Period(28800, 61200),)


@pytest.mark.parametrize("wrong", ["8-12", "12:00-08:00", "08:00-25:00", "08:60-09:00", "sáng"])
def test_unreadable_hours_are_refused(wrong: str):
    with pytest.raises(CalendarProblem, match="Không đọc được giờ"):
        periods(wrong)


def test_overlapping_hours_are_refused():
    with pytest.raises(CalendarProblem, match="chồng nhau"):
        periods("08:00-12:00", "11:00-13:00")


def test_an_office_may_work_until_midnight():
    duty = periods("20:00-24:00")
    night = Calendar.weekly("trực đêm", (duty, duty, duty, duty, duty, duty, duty))
    assert night.add_working(at(2, "23:00"), 2 * 3600).at == at(3, "21:00")
    assert night.add_working(at(2, "20:00"), 4 * 3600).at == at(3, "00:00")
