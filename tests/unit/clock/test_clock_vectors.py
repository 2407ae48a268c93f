"""The fourteen test vectors of the legal clock; Monday is 2 November 2026 unless a vector says otherwise."""

from datetime import datetime, time
from decimal import Decimal

import pytest

from engine.clock import (
    VIETNAM,
    Assessment,
    ClockEvent,
    LedgerProblem,
    Part,
    Term,
    assess,
    builtin,
    outcome,
    parse,
    part_dues,
)
from engine.clock.events import EventKind
from engine.clock.terms import working_seconds

OFFICE = builtin("standard-8-12-13-17")
WARD = builtin("ward-0730-sat")
DAYS = {"Mon": 2, "Tue": 3, "Wed": 4, "Thu": 5, "Fri": 6, "Sat": 7, "Sun": 8}


def on(weekday: str, clock: str, week: int = 1) -> datetime:
    """The instant of a weekday in the first, second … week."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, DAYS[weekday] + 7 * (week - 1), hour, minute, tzinfo=VIETNAM)


def clock(term: Term, accepted: datetime, *events: tuple[EventKind, datetime]) -> Assessment:
    """Assess a ledger in the standard calendar."""
    return assess(term, [ClockEvent("accepted", accepted), *(ClockEvent(kind, at) for kind, at in events)], OFFICE)


def test_v1_a_same_day_procedure_accepted_before_the_cut_off_is_due_that_evening():
    assert clock(parse("same_day", cut_off=time(15)), on("Tue", "14:59")).due == on("Tue", "17:00")


def test_v2_a_same_day_procedure_accepted_after_the_cut_off_on_friday_is_due_on_monday_evening():
    assert clock(parse("same_day", cut_off=time(15)), on("Fri", "15:01")).due == on("Mon", "17:00", week=2)


def test_v3_three_working_days_keep_the_hour():
    assert clock(parse("3 working_days"), on("Mon", "10:00")).due == on("Thu", "10:00")


def test_v4_twenty_four_hours_from_friday_afternoon_run_over_the_weekend():
    assert clock(parse("24 working_hours"), on("Fri", "16:00")).due == on("Wed", "16:00", week=2)


def test_v5_a_ward_that_works_on_saturday_morning_counts_it():
    term, accepted = parse("8 working_hours"), ClockEvent("accepted", on("Sat", "09:00"))
    assert assess(term, [accepted], WARD).due == on("Mon", "14:30", week=2)


def test_v6_a_holiday_is_not_counted():
    friday_off = OFFICE.with_holidays(on("Fri", "00:00").date())
    term, accepted = parse("8 working_hours"), ClockEvent("accepted", on("Thu", "10:00"))
    assert assess(term, [accepted], friday_off).due == on("Mon", "10:00", week=2)


def test_v7_an_online_submission_outside_hours_waits_for_the_next_opening():
    submitted = ClockEvent("submitted", on("Sat", "20:00"))
    (reception,) = assess(parse("3 working_days"), [submitted], OFFICE).receptions
    assert (reception.starts, reception.due) == (on("Mon", "08:00", week=2), on("Mon", "17:00", week=2))


def test_v8_a_supplement_resets_the_term():
    done = clock(
        parse("5 working_days", on_supplement="reset"),
        on("Mon", "08:00"),
        ("supplement_requested", on("Wed", "10:00")),
        ("supplement_received", on("Fri", "10:00")),
    )
    assert done.due == on("Fri", "10:00", week=2)


def test_v9_a_supplement_that_pauses_leaves_what_was_left():
    done = clock(
        parse("5 working_days", on_supplement="pause"),
        on("Mon", "08:00"),
        ("supplement_requested", on("Wed", "10:00")),
        ("supplement_received", on("Fri", "10:00")),
    )
    assert done.due == on("Tue", "17:00", week=2)


def test_v10_the_first_appointment_of_two_stays_on_friday_evening():
    running = clock(parse("5+3 working_days"), on("Mon", "08:00"))
    assert (running.due, len(running.dues)) == (on("Fri", "17:00"), 1)


def test_v10_the_second_appointment_is_counted_from_the_proof_of_payment():
    paid = clock(
        parse("5+3 working_days"),
        on("Mon", "08:00"),
        ("sent_to_tax", on("Fri", "16:00")),
        ("payment_proved", on("Wed", "09:00", week=3)),
    )
    assert paid.due == on("Mon", "09:00", week=4)
    assert [one.due for one in paid.dues] == [on("Fri", "17:00"), on("Mon", "09:00", week=4)]


def test_v10_between_the_two_appointments_no_date_binds():
    sent = clock(parse("5+3 working_days"), on("Mon", "08:00"), ("sent_to_tax", on("Fri", "16:00")))
    assert (sent.status, sent.due) == ("stopped", None)


def test_v11_an_extension_is_allowed_until_the_day_before():
    running = clock(parse("2 working_days"), on("Mon", "10:00"))
    assert running.due == on("Wed", "10:00")
    assert running.extend_until == on("Tue", "00:00").date()
    extended = clock(parse("2 working_days"), on("Mon", "10:00"), ("extended", on("Tue", "16:59")))
    assert extended.extensions_left == 0


def test_v11_an_extension_on_the_due_day_is_refused():
    with pytest.raises(LedgerProblem, match="chậm nhất 1 ngày"):
        clock(parse("2 working_days"), on("Mon", "10:00"), ("extended", on("Wed", "08:00")))


def test_v11_a_second_extension_is_refused():
    twice: tuple[tuple[EventKind, datetime], ...] = (("extended", on("Mon", "11:00")), ("extended", on("Mon", "12:00")))
    with pytest.raises(LedgerProblem, match="gia hạn 1 lần"):
        clock(parse("2 working_days"), on("Mon", "10:00"), *twice)


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        (on("Tue", "17:00"), "early"),
        (on("Wed", "09:30"), "on_time"),
        (on("Wed", "10:00"), "on_time"),
        (on("Wed", "10:01"), "late"),
    ],
)
def test_v12_early_on_time_and_late(finished: datetime, expected: str):
    assert outcome(finished, on("Wed", "10:00")) == expected
    assert clock(parse("2 working_days"), on("Mon", "10:00"), ("finished", finished)).outcome == expected


def test_v13_the_hours_of_a_sheet_add_up_to_its_days():
    sheet = sum(working_seconds(Decimal(hours), "working_hours") for hours in (2, 4, 58, 6, 7, 3))
    assert sheet == parse("10 working_days").seconds == parse("80 working_hours").seconds


def test_v14_each_agency_of_a_chain_has_its_date_and_the_receipt_the_sum():
    start = on("Mon", "08:00")
    chain = [Part("xã", Decimal(40), "working_hours", OFFICE), Part("Sở", Decimal(56), "working_hours", OFFICE)]
    commune, department = part_dues(start, chain)
    assert commune.due.at == on("Fri", "17:00") == OFFICE.add_working(start, 40 * 3600).at
    assert department.due.at == on("Tue", "17:00", week=3) == OFFICE.add_working(start, 96 * 3600).at
