"""Inner due dates, remaining time, who consumed it, and how all of it is said; 2 November 2026 is a Monday."""

from datetime import datetime
from decimal import Decimal

import pytest

from engine.clock import (
    VIETNAM,
    Case,
    ClockEvent,
    Moved,
    Part,
    assess,
    builtin,
    consumed,
    internal_due,
    moved_dues,
    parse,
    part_dues,
    remaining,
    say_amount,
    say_due,
    say_moment,
    say_remaining,
    step_due,
)

OFFICE, WARD, VN = builtin("standard-8-12-13-17"), builtin("ward-0730-sat"), builtin("vn")


def at(day: int, clock: str = "10:00") -> datetime:
    """An instant of November 2026."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        ("0.5", "working_days", at(2, "15:00")),
        ("4.5", "working_days", at(6, "15:00")),
        ("2", "working_hours", at(2, "12:00")),
        ("0.25", "working_hours", at(2, "10:15")),
    ],
)
def test_steps_are_due_in_fractions_too(amount: str, unit: str, due: datetime):
    assert step_due(at(2), Decimal(amount), unit, OFFICE).at == due


def test_every_agency_of_a_chain_works_by_its_own_calendar():
    chain = [Part("xã", Decimal(1), "working_days", WARD), Part("Sở", Decimal(4), "working_hours", OFFICE)]
    commune, department = part_dues(at(6, "13:00"), chain)
    assert commune.due.at == at(7, "11:30")
    assert department.due.at == at(9, "12:00")


def test_the_result_is_ready_half_a_day_before_the_appointment():
    assert internal_due(at(4, "10:00"), Decimal("0.5"), OFFICE) == at(3, "15:00")
    assert internal_due(at(4, "17:00"), Decimal("0.5"), OFFICE) == at(4, "13:00")


def test_remaining_time_is_signed_working_time():
    assert remaining(at(2), at(3), OFFICE) == 8 * 3600
    assert remaining(at(3), at(2), OFFICE) == -8 * 3600
    assert remaining(at(7), at(6, "17:00"), OFFICE) == 0


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [
        (11 * 3600, "Còn 1 ngày 3 giờ", "1 day 3 hours left"),
        (-3 * 3600, "Quá 3 giờ", "3 hours overdue"),
        (16 * 3600 + 59, "Còn 2 ngày", "2 days left"),
        (8 * 3600 + 20 * 60, "Còn 1 ngày", "1 day left"),
        (3600 + 5 * 60, "Còn 1 giờ 5 phút", "1 hour 5 minutes left"),
        (59, "Còn dưới 1 phút", "less than a minute left"),
        (-1, "Quá dưới 1 phút", "less than a minute overdue"),
        (0, "Đến hạn", "Due now"),
    ],
)
def test_remaining_time_is_said_in_eight_hour_days(seconds: int, vi: str, en: str):
    assert say_remaining(seconds) == (vi, en)


def test_an_amount_is_said_without_its_sign():
    assert say_amount(-7200).vi == "2 giờ"


def test_a_moment_is_said_as_on_a_receipt():
    assert say_moment(at(8, "17:00")) == ("17:00 Chủ nhật, ngày 08/11/2026", "Sunday 08/11/2026, 17:00")


def test_a_due_date_may_be_provisional_or_unknown():
    assert say_due(at(2, "17:00")).vi == "17:00 thứ Hai, ngày 02/11/2026"
    assert "tạm tính" in say_due(at(2), provisional=True).vi
    assert say_due(None).en == "No due date yet"


def test_consumed_time_is_told_by_party_and_adds_up():
    events = [
        ClockEvent("accepted", at(2, "08:00")),
        ClockEvent("supplement_requested", at(3, "08:00")),
        ClockEvent("supplement_received", at(4, "08:00")),
        ClockEvent("agency_asked", at(4, "08:00")),
        ClockEvent("sync_lost", at(4, "10:00")),
        ClockEvent("sync_restored", at(4, "12:00")),
        ClockEvent("agency_answered", at(5, "08:00")),
        ClockEvent("sent_to_tax", at(5, "17:00")),
    ]
    told = assess(parse("10 working_days", on_supplement="pause"), events, OFFICE)
    spent = consumed(told.timeline, until=at(6, "12:00"))
    hours = {party: seconds // 3600 for party, seconds in spent.items()}
    assert hours == {"agency": 16, "citizen": 8, "partner": 10, "system": 2}
    assert sum(spent.values()) == OFFICE.working_seconds(at(2, "08:00"), at(6, "12:00"))


def test_consumption_ends_with_the_dossier_and_starts_with_acceptance():
    ended = [ClockEvent("accepted", at(2, "08:00")), ClockEvent("finished", at(2, "12:00"))]
    assert consumed(assess(parse("same_day"), ended, OFFICE).timeline, at(20)) == {"agency": 4 * 3600}
    assert not consumed(assess(parse("same_day"), [], OFFICE).timeline, at(20))


def test_a_change_of_calendar_is_previewed():
    cases = [
        Case("moved", parse("3 working_days"), [ClockEvent("accepted", at(23))]),
        Case("same", parse("3 working_days"), [ClockEvent("accepted", at(2))]),
        Case(
            "finished",
            parse("1 working_days"),
            [ClockEvent("accepted", at(23)), ClockEvent("finished", at(23, "11:00"))],
        ),
        Case("not accepted", parse("1 working_days"), []),
    ]
    assert list(moved_dues(cases, OFFICE, VN)) == [Moved("moved", at(26), at(27))]
