"""Due dates worked out by hand over Tết, swapped Saturdays, year ends, half days and stops on holidays.

Each row was reckoned on paper from the working hours 8–12 and 13–17 and the decided holidays; the comment shows how.
"""

from datetime import datetime

import pytest

from engine.clock import VIETNAM, ClockEvent, assess, builtin, parse, read_calendar

VN = builtin("vn")
HALF_DAY = read_calendar(
    {
        "name": "Nửa ngày cuối năm",
        "national_holidays": True,
        "week": {"mon-fri": ["08:00-12:00", "13:00-17:00"]},
        "half_days": [{"date": "2026-12-31", "hours": ["08:00-12:00"], "vi": "Nghỉ chiều cuối năm"}],
    }
)


def at(written: str) -> datetime:
    """Read “13/2/2026 15:01” as Vietnamese time."""
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


STRAIGHT = [
    # Tết 2026 (16–20/2): Thu 6 h, Fri 8 h, Mon 8 h, Tue 2 h
    ("3 working_days", "12/2/2026 10:00", "24/2/2026 10:00"),
    # Fri 1 h, Mon 7 h
    ("8 working_hours", "13/2/2026 16:00", "23/2/2026 16:00"),
    ("same_day", "13/2/2026 15:00", "13/2/2026 17:00"),
    ("same_day", "13/2/2026 15:01", "23/2/2026 17:00"),
    # the fifth day is 17/2, in Tết: moved to the next working day
    ("5 calendar_days", "12/2/2026 10:00", "23/2/2026 17:00"),
    # the tenth day is Monday 23/2 itself
    ("10 calendar_days", "13/2/2026 10:00", "23/2/2026 17:00"),
    # New Year 2026: Fri 2/1 off. Wed 3 h, Mon 8 h, Tue 5 h
    ("2 working_days", "31/12/2025 14:00", "6/1/2026 14:00"),
    # … made up for on Saturday 10/1: Fri 6 h, Sat 2 h
    ("1 working_days", "9/1/2026 10:00", "10/1/2026 10:00"),
    ("same_day", "9/1/2026 15:30", "10/1/2026 17:00"),
    ("same_day", "10/1/2026 14:00", "10/1/2026 17:00"),
    # Saturday 22/8 worked for Monday 31/8: Thu, Fri, Sat 8 h each
    ("3 working_days", "20/8/2026 08:00", "22/8/2026 17:00"),
    # National Day 31/8–2/9: Fri 2 h, Thu 8 h, Fri 8 h, Mon 6 h
    ("3 working_days", "28/8/2026 15:00", "7/9/2026 15:00"),
    # Hung Kings' Day on a Sunday, Monday 27/4 in lieu: Fri 1 h, Tue 7 h
    ("1 working_days", "24/4/2026 16:00", "28/4/2026 16:00"),
    # 30/4 and 1/5: Wed 4 h, Mon 8 h, Tue 4 h, ending with the morning
    ("2 working_days", "29/4/2026 13:00", "5/5/2026 12:00"),
    # Culture Day, Tuesday 24/11: Mon 4 h, Wed 4 h
    ("8 working_hours", "23/11/2026 13:00", "25/11/2026 12:00"),
    # 2025: Saturday 26/4 worked for Friday 2/5: Fri 4 h, Sat 8 h, Mon 4 h
    ("2 working_days", "25/4/2025 13:00", "28/4/2025 12:00"),
    # accepted on a holiday; 1/5 and 2/5 off too
    ("8 working_hours", "30/4/2025 09:00", "5/5/2025 17:00"),
    # Tết 2024 (8–14/2): Wed 1 h, Thu 3 h
    ("4 working_hours", "7/2/2024 16:00", "15/2/2024 11:00"),
]

PROVISIONAL = [
    # year end 2026: Thu 6 h, Mon 8 h, Tue 8 h, Wed 2 h
    ("3 working_days", "31/12/2026 10:00", "6/1/2027 10:00"),
    # the twentieth day is Monday 4/1
    ("20 calendar_days", "15/12/2026 10:00", "4/1/2027 17:00"),
    # the tenth day is 1/1, a holiday
    ("10 calendar_days", "22/12/2026 10:00", "4/1/2027 17:00"),
    # Tết 2027 as the law lets expect it (4–10/2): Wed 3 h, Thu 8 h, Fri 8 h, Mon 5 h
    ("3 working_days", "3/2/2027 14:00", "15/2/2027 14:00"),
]

HALF_DAYS = [
    # Wed 6 h, Thu morning 2 h
    ("1 working_days", "30/12/2026 10:00", "31/12/2026 10:00"),
    # Thu morning 4 h, Mon 4 h
    ("1 working_days", "31/12/2026 08:00", "4/1/2027 12:00"),
    # the day ends at noon
    ("same_day", "31/12/2026 11:00", "31/12/2026 12:00"),
    ("same_day", "31/12/2026 14:00", "4/1/2027 17:00"),
]


@pytest.mark.parametrize(("term", "accepted", "due"), STRAIGHT)
def test_due_over_decided_holidays(term: str, accepted: str, due: str):
    assessed = assess(parse(term), [ClockEvent("accepted", at(accepted))], VN)
    assert assessed.due == at(due)
    assert not assessed.provisional


@pytest.mark.parametrize(("term", "accepted", "due"), PROVISIONAL)
def test_due_in_a_year_not_yet_decided_is_provisional(term: str, accepted: str, due: str):
    assessed = assess(parse(term), [ClockEvent("accepted", at(accepted))], VN)
    assert assessed.due == at(due)
    assert assessed.provisional


@pytest.mark.parametrize(("term", "accepted", "due"), HALF_DAYS)
def test_due_over_a_half_day(term: str, accepted: str, due: str):
    assert assess(parse(term), [ClockEvent("accepted", at(accepted))], HALF_DAY).due == at(due)


@pytest.mark.parametrize(
    ("policy", "due"),
    [
        # used: Wed 8 h, Thu 8 h, Fri 2 h; the 22 h left: Mon 8 h, Tue 8 h, Wed 6 h
        ("pause", "25/2/2026 15:00"),
        # 40 h from Monday 23/2
        ("reset", "27/2/2026 17:00"),
        # Wed, Thu, Fri, Mon, Tue
        ("continue", "24/2/2026 17:00"),
    ],
)
def test_a_stop_that_ends_on_a_holiday(policy: str, due: str):
    events = [
        ClockEvent("accepted", at("11/2/2026 08:00")),
        ClockEvent("supplement_requested", at("13/2/2026 10:00")),
        ClockEvent("supplement_received", at("18/2/2026 09:00")),
    ]
    assert assess(parse("5 working_days", on_supplement=policy), events, VN).due == at(due)


def test_two_appointments_around_tet():
    events = [
        ClockEvent("accepted", at("9/2/2026 08:00")),
        ClockEvent("sent_to_tax", at("13/2/2026 16:00")),
        ClockEvent("payment_proved", at("20/2/2026 09:00")),
    ]
    dues = [one.due for one in assess(parse("5+3 working_days"), events, VN).dues]
    assert dues == [at("13/2/2026 17:00"), at("25/2/2026 17:00")]


def test_a_submission_on_the_eve_of_tet_is_answered_after_it():
    (reception,) = assess(parse("same_day"), [ClockEvent("submitted", at("13/2/2026 16:00"))], VN).receptions
    assert (reception.starts, reception.due) == (at("13/2/2026 16:00"), at("23/2/2026 16:00"))
