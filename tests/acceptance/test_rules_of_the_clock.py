"""The rules of the legal clock and of reception, each by its number: proved here, or where it is proved is named."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from engine import clock
from engine.clock import VIETNAM, ClockEvent, LedgerProblem, Term, assess, builtin, parse
from engine.dossiers.models import history
from engine.platform.db import reading
from tests.support.office import Office, text_of

OFFICE, VN = builtin("standard-8-12-13-17"), builtin("vn")
KEY = "dang-ky-khai-sinh"

PROVED = {
    "C1": "tests.unit.clock.test_clock_ledger",
    "C2": "tests.unit.clock.test_clock_terms",
    "C3": "tests.unit.clock.test_clock_date_rules",
    "C4": "tests.unit.clock.test_clock_vectors",
    "C5": "tests.unit.clock.test_clock_date_rules",
    "C6": "tests.integration.dossiers.test_calendar_changes",
    "C8": "tests.acceptance.test_birth_registration",
    "C10": "tests.acceptance.test_birth_registration",
    "C11": "tests.integration.dossiers.test_waits_move",
    "C12": "tests.acceptance.test_land_transfer",
    "C13": "tests.acceptance.test_land_transfer",
    "C14": "tests.integration.dossiers.test_reminders",
    "C15": "tests.acceptance.test_printed_forms",
    "C16": "tests.acceptance.test_rules_of_the_clock",
    "C17": "tests.unit.clock.test_clock_ledger",
    "C19": "tests.acceptance.test_birth_registration",
    "C20": "tests.acceptance.test_deadline_api",
    "R6": "tests.unit.clock.test_clock_vectors",
    "R8": "tests.acceptance.test_rules_of_the_clock",
}
"""Rules whose test lies elsewhere; the others have a test below that carries their number."""


def on(day: int, hour: str = "08:00") -> datetime:
    """An instant of November 2026; the 2nd is a Monday."""
    return datetime.combine(datetime(2026, 11, day).date(), time.fromisoformat(hour), VIETNAM)


@pytest.mark.parametrize("rule", [*(f"C{number}" for number in range(1, 21)), "R6", "R7", "R8", "R9"])
def test_every_rule_has_its_test(rule: str) -> None:
    here = [name for name in globals() if name.startswith(f"test_{rule.lower()}_")]
    assert here or any(name.startswith("test_") for name in dir(importlib.import_module(PROVED[rule])))


def test_c7_a_dossier_goes_back_within_three_working_days_or_the_ledger_says_it_was_late() -> None:
    accepted = ClockEvent("accepted", on(5, "10:00"))
    told = assess(parse("10 working_days"), [accepted], OFFICE)
    assert told.return_until == on(10, "10:00"), "Thursday and three working days over a weekend"

    in_time = assess(parse("10 working_days"), [accepted, ClockEvent("supplement_requested", on(10, "10:00"))], OFFICE)
    late = assess(parse("10 working_days"), [accepted, ClockEvent("supplement_requested", on(10, "10:01"))], OFFICE)
    assert in_time.warnings == ()
    assert "sau hạn trả lại hồ sơ 10:00 10/11/2026" in late.warnings[0].vi
    assert in_time.return_until is None, "it went back: there is no second limit"

    dong_thap = Term(Decimal(10), "working_days", return_limit=Decimal(2))
    assert assess(dong_thap, [accepted], OFFICE).return_until == on(9, "10:00")
    unlimited = Term(Decimal(10), "working_days", return_limit=Decimal(0))
    assert assess(unlimited, [accepted], OFFICE).return_until is None


def test_c9_a_second_supplement_needs_a_reason_that_is_kept_under_a_name(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "bo_sung", **{"buoc.ly_do": "Thiếu giấy chứng sinh bản chính."})
    clerk.deliver(dossier, "cho_bo_sung_tiep_nhan", noi_dung="Đã nộp giấy chứng sinh.")
    asked = {"ly_do": "Giấy chứng sinh bị mờ."}

    page = clerk.finish(dossier, "tiep_nhan", "bo_sung", status=422, **asked)
    assert "Hồ sơ đã được yêu cầu bổ sung 1 lần (chỉ được 1 lần)" in text_of(page)
    assert "Giấy chứng sinh bị mờ." in page.get_data(as_text=True), "nothing typed is lost"
    assert 'name="ly_do_them"' in page.get_data(as_text=True)

    clerk.finish(dossier, "tiep_nhan", "bo_sung", **asked, ly_do_them="Bản nộp lại không đọc được số.")
    assert office.row(dossier).status == "supplement"
    with office.app.app_context(), reading() as session:
        line = session.execute(select(history).where(history.c.act == "supplement_again")).one()
    assert (line.note, line.public) == ("Bản nộp lại không đọc được số.", False)
    assert line.person


def test_c16_a_refusal_is_measured_by_the_same_term_as_a_result(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    due = office.row(dossier).due_at
    office.clock.set(due + timedelta(hours=20))
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "tu_choi", ly_do="Không đủ điều kiện.")
    told = office.row(dossier).due
    assert (told["status"], told["outcome"]) == ("finished", "late")


def test_c18_the_result_lies_at_the_desk_half_a_day_before_the_appointment() -> None:
    term = Term(Decimal(3), "working_days", buffer=Decimal("0.5"))
    told = assess(term, [ClockEvent("accepted", on(2, "10:00"))], OFFICE)
    assert (told.due, told.internal_due) == (on(5, "10:00"), on(4, "15:00"))
    sentences = [said.vi for said in clock.tell_office(told)]
    assert "Kết quả phải có ở bộ phận một cửa trước 15:00 thứ Tư, ngày 04/11/2026." in sentences


@pytest.mark.parametrize(
    ("accepted", "opening"),
    [("2026-11-06T15:30", "06T15:30"), ("2026-11-06T16:30", "09T08:00"), ("2026-11-07T10:00", "07T10:00")],
    ids=["before the last hour", "in the last hour before closing", "on a day off"],
)
def test_r7_what_is_accepted_in_the_last_hour_counts_from_the_next_opening(accepted: str, opening: str) -> None:
    term = Term(Decimal(1), "working_days", last_hours=Decimal(1))
    at = datetime.fromisoformat(accepted).replace(tzinfo=VIETNAM)
    told = assess(term, [ClockEvent("accepted", at)], OFFICE)
    assert told.timeline.run.start == datetime.fromisoformat(f"2026-11-{opening}").replace(tzinfo=VIETNAM)
    assert told.explanation[0].start == at, "the acceptance itself keeps its instant"


@pytest.mark.parametrize(
    ("received", "handed"),
    [(on(3, "15:00"), on(3, "17:00")), (on(3, "15:01"), on(4)), (on(6, "16:00"), on(9)), (on(7, "09:00"), on(9))],
    ids=["by the cut-off", "after it", "on a Friday afternoon", "on a Saturday"],
)
def test_r9_a_dossier_is_handed_over_the_same_day_or_after_the_cut_off_the_next_morning(
    received: datetime, handed: datetime
) -> None:
    told = assess(parse("5 working_days"), [ClockEvent("accepted", received)], OFFICE)
    assert told.handover_due == handed
    stricter = Term(Decimal(5), "working_days", cut_off=time(14))
    assert assess(stricter, [ClockEvent("accepted", on(3, "14:30"))], OFFICE).handover_due == on(4)


def test_r8_an_immediate_result_is_entered_with_its_progress_like_any_other(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    row = office.row(dossier)
    assert row.due_at is not None
    assert row.submitted_at == row.accepted_at == datetime(2026, 12, 7, 2, 0, tzinfo=UTC), "same-day, still on record"
    assert office.open_steps(dossier)


def test_c17_no_withdrawal_after_a_decision_and_no_event_after_the_end() -> None:
    ledger = [ClockEvent("accepted", on(2)), ClockEvent("decided", on(3))]
    with pytest.raises(LedgerProblem, match="Đã có quyết định"):
        assess(parse("5 working_days"), [*ledger, ClockEvent("withdrawn", on(4))], OFFICE)
    before = assess(parse("5 working_days"), [ledger[0], ClockEvent("withdrawn", on(4))], OFFICE)
    assert (before.status, before.outcome) == ("withdrawn", "on_time")


def test_c15_one_extension_at_least_a_day_before_and_never_a_second() -> None:
    term, accepted = parse("2 working_days"), ClockEvent("accepted", on(2, "10:00"))
    moved = assess(term, [accepted, ClockEvent("extended", on(3, "16:59"), new_due=on(6, "10:00"))], OFFICE)
    assert (moved.due, moved.extensions_left) == (on(6, "10:00"), 0)
    with pytest.raises(LedgerProblem, match="chậm nhất 1 ngày"):
        assess(term, [accepted, ClockEvent("extended", on(4, "08:00"), new_due=on(6, "10:00"))], OFFICE)
    twice = ClockEvent("extended", on(5, "08:00"), new_due=on(9, "10:00"))
    with pytest.raises(LedgerProblem, match="Chỉ được gia hạn 1 lần"):
        assess(term, [accepted, ClockEvent("extended", on(3), new_due=on(6, "10:00")), twice], OFFICE)


def test_c20_agencies_of_a_chain_have_dates_of_their_own_that_a_stop_moves() -> None:
    parts = [
        clock.Part("xã", Decimal(40), "working_hours", OFFICE),
        clock.Part("Sở", Decimal(56), "working_hours", OFFICE),
    ]
    free = clock.part_dues(on(2), parts)
    assert [one.due.at for one in free] == [on(6, "17:00"), on(17, "17:00")]
    asked, come = ClockEvent("agency_asked", on(3), clock="pause"), ClockEvent("agency_answered", on(5))
    timeline = assess(parse("96 working_hours"), [ClockEvent("accepted", on(2)), asked, come], OFFICE).timeline
    stopped = clock.part_dues(on(2), parts, timeline.stops())
    assert [one.due.at for one in stopped] == [on(10, "17:00"), on(19, "17:00")], "two working days later, both"


def test_a_date_that_crosses_a_year_nobody_has_decided_is_marked() -> None:
    told = assess(parse("30 working_days"), [ClockEvent("accepted", on(30))], VN)
    assert told.provisional
    assert "tạm tính" in clock.say_due(told.due, provisional=told.provisional).vi
