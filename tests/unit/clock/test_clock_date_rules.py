"""Each date rule alone, with and without stops; 2 November 2026 is a Monday."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from engine.clock import VIETNAM, ClockEvent, LedgerProblem, Term, assess, builtin, handover_due
from engine.clock.dates.calendar_days import CALENDAR_DAYS
from engine.clock.dates.same_day import SameDay
from engine.clock.dates.working_time import WORKING_DAYS, WORKING_HOURS
from engine.clock.explanation.days import Stop
from engine.text import Text

OFFICE, WARD = builtin("standard-8-12-13-17"), builtin("ward-0730-sat")
SAME_DAY = SameDay()


def at(day: int, clock: str) -> datetime:
    """An instant of November 2026."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def stop(start: datetime, end: datetime | None) -> Stop:
    """A stop for some reason."""
    return Stop(start, end, Text("chờ", "waiting"))


@pytest.mark.parametrize(
    ("value", "due"),
    [("0.5", at(2, "12:00")), ("0.25", at(2, "10:00")), ("1", at(2, "17:00")), ("1.125", at(3, "09:00"))],
)
def test_fractions_of_a_working_day(value: str, due: datetime):
    assert WORKING_DAYS.due(at(2, "08:00"), Decimal(value), (), OFFICE) == due


def test_a_third_of_a_day_is_whole_seconds():
    assert WORKING_DAYS.seconds(Decimal(1) / 3) == 9600
    assert WORKING_DAYS.seconds(Decimal("0.33")) == 9504


def test_working_time_skips_a_stop():
    stops = [stop(at(2, "10:00"), at(3, "10:00"))]
    assert WORKING_HOURS.due(at(2, "08:00"), Decimal(4), stops, OFFICE) == at(3, "12:00")


def test_a_stop_outside_working_hours_costs_nothing():
    stops = [stop(at(2, "18:00"), at(3, "07:00"))]
    assert WORKING_HOURS.due(at(2, "13:00"), Decimal(8), stops, OFFICE) == at(3, "12:00")


def test_an_open_stop_leaves_the_due_date_unknown():
    assert WORKING_HOURS.due(at(2, "08:00"), Decimal(4), [stop(at(2, "11:59"), None)], OFFICE) is None


def test_a_stop_that_begins_when_the_time_is_used_up_changes_nothing():
    assert WORKING_HOURS.due(at(2, "08:00"), Decimal(4), [stop(at(2, "12:00"), None)], OFFICE) == at(2, "12:00")


def test_a_stop_before_the_start_is_ignored():
    stops = [stop(at(2, "08:00"), at(2, "10:00"))]
    assert WORKING_HOURS.due(at(2, "13:00"), Decimal(1), stops, OFFICE) == at(2, "14:00")


def test_a_count_may_begin_inside_a_stop():
    stops = [stop(at(2, "08:00"), at(3, "08:00"))]
    assert WORKING_HOURS.due(at(2, "13:00"), Decimal(1), stops, OFFICE) == at(3, "09:00")


@pytest.mark.parametrize(
    ("accepted", "due"),
    [
        (at(2, "06:00"), at(2, "17:00")),
        (at(2, "15:00"), at(2, "17:00")),
        (at(2, "15:01"), at(3, "17:00")),
        (at(2, "23:59"), at(3, "17:00")),
        (at(6, "15:01"), at(9, "17:00")),
        (at(7, "09:00"), at(9, "17:00")),
    ],
)
def test_the_same_day_or_the_next(accepted: datetime, due: datetime):
    assert SAME_DAY.due(accepted, Decimal(1), (), OFFICE) == due


def test_a_stricter_cut_off():
    assert SameDay(time(16)).due(at(2, "15:30"), Decimal(1), (), OFFICE) == at(2, "17:00")
    assert SameDay(time(10)).due(at(2, "10:01"), Decimal(1), (), OFFICE) == at(3, "17:00")


def test_a_saturday_morning_is_a_same_day_until_it_closes():
    assert SAME_DAY.due(at(7, "11:00"), Decimal(1), (), WARD) == at(7, "11:30")
    assert SAME_DAY.due(at(7, "11:30"), Decimal(1), (), WARD) == at(9, "17:00")


def test_a_pause_gives_a_same_day_term_back_what_was_left():
    stops = [stop(at(2, "16:00"), at(4, "10:00"))]
    assert SAME_DAY.due(at(2, "14:00"), Decimal(1), stops, OFFICE) == at(4, "11:00")


def test_hours_after_the_cut_off_are_named():
    told = SAME_DAY.explain(at(2, "15:30"), at(3, "17:00"), Decimal(1), (), OFFICE)
    assert told[0][:3] == (at(2, "15:30"), at(2, "17:00"), 0)
    assert "giờ chốt" in told[0].reason.vi
    assert sum(segment.counted_seconds for segment in told) == 8 * 3600


@pytest.mark.parametrize(
    ("days", "due"),
    [(1, at(3, "17:00")), (4, at(6, "17:00")), (5, at(9, "17:00")), (7, at(9, "17:00")), (8, at(10, "17:00"))],
)
def test_calendar_days_do_not_count_the_first_and_end_on_a_working_day(days: int, due: datetime):
    assert CALENDAR_DAYS.due(at(2, "10:00"), Decimal(days), (), OFFICE) == due


def test_calendar_days_may_end_on_a_working_saturday():
    assert CALENDAR_DAYS.due(at(2, "10:00"), Decimal(5), (), WARD) == at(7, "11:30")


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        # four days end on Friday the 6th; two ends of day lie in the stop, the 8th is a Sunday
        (at(4, "10:00"), at(6, "10:00"), at(9, "17:00")),
        # an hour's stop costs no day
        (at(4, "10:00"), at(4, "16:00"), at(6, "17:00")),
        # a stop on the last day moves it to the day the clock goes on
        (at(6, "10:00"), at(10, "10:00"), at(10, "17:00")),
        # … and to the next when it goes on after closing
        (at(6, "10:00"), at(10, "18:00"), at(11, "17:00")),
        # a stop that begins at closing comes too late
        (at(6, "17:00"), at(30, "10:00"), at(6, "17:00")),
    ],
)
def test_a_stop_costs_the_calendar_days_whose_end_lies_in_it(start: datetime, end: datetime, due: datetime):
    assert CALENDAR_DAYS.due(at(2, "10:00"), Decimal(4), [stop(start, end)], OFFICE) == due


def test_an_open_stop_leaves_a_calendar_term_unknown():
    assert CALENDAR_DAYS.due(at(2, "10:00"), Decimal(4), [stop(at(4, "10:00"), None)], OFFICE) is None


def test_calendar_days_are_told_one_by_one_and_the_moved_end_too():
    told = CALENDAR_DAYS.explain(at(2, "10:00"), at(9, "17:00"), Decimal(5), (), OFFICE)
    assert [segment.counted_seconds for segment in told] == [0, 86400, 86400, 86400, 86400, 86400, 0]
    assert told[-1].start == at(8, "00:00")
    assert "Điều 148" in told[-1].reason.vi


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (at(2, "15:00"), at(2, "17:00")),
        (at(2, "15:01"), at(3, "08:00")),
        (at(6, "16:00"), at(9, "08:00")),
        (at(7, "09:00"), at(9, "08:00")),
    ],
)
def test_a_dossier_is_handed_over_the_same_day_or_first_thing_next(received: datetime, due: datetime):
    assert handover_due(received, OFFICE) == due


@pytest.mark.parametrize(
    ("accepted", "due"),
    [
        ("2026-06-15T15:59:00+07:00", "2026-06-16T15:59:00+07:00"),
        ("2026-06-15T16:01:00+07:00", "2026-06-16T17:00:00+07:00"),
        ("2026-06-19T16:30:00+07:00", "2026-06-22T17:00:00+07:00"),
        ("2026-06-15T18:00:00+07:00", "2026-06-16T17:00:00+07:00"),
    ],
)
def test_an_acceptance_in_the_last_hour_counts_from_the_next_working_day(accepted: str, due: str) -> None:
    """Rule R7 (Decree 297/2025): the last hour before closing belongs to the next working day."""
    term = Term(Decimal(1), "working_days", last_hours=Decimal(1))
    assessed = assess(term, [ClockEvent("accepted", datetime.fromisoformat(accepted))], builtin("vn"))
    assert assessed.due == assessed.original_due == datetime.fromisoformat(due)
    assert sum(part.counted_seconds for part in assessed.explanation) == 8 * 3600
    assert assessed.explanation[0].start == datetime.fromisoformat(accepted)


def test_a_kept_promise_survives_a_calendar_that_closes_its_day() -> None:
    """The promise of an extension moves to the end of the next working day when its day becomes a day off."""
    at = datetime.fromisoformat
    events = [
        ClockEvent("accepted", at("2026-06-15T08:00:00+07:00")),
        ClockEvent("extended", at("2026-06-16T09:00:00+07:00"), new_due=at("2026-06-19T10:00:00+07:00")),
    ]
    closed = builtin("vn").with_holidays(date(2026, 6, 19))
    term = Term(Decimal(3), "working_days")
    with pytest.raises(LedgerProblem):
        assess(term, events, closed)
    assert assess(term, events, closed, kept=True).due == at("2026-06-22T17:00:00+07:00")
