"""Ledgers: what events do to the clock, and which are refused; 2 November 2026 is a Monday."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.clock import VIETNAM, Assessment, ClockEvent, LedgerProblem, Term, assess, builtin, parse, refusal
from engine.text import Text

OFFICE = builtin("standard-8-12-13-17")
FIVE = parse("5 working_days", on_supplement="pause")
TWO_PHASES = parse("5+3 working_days", on_supplement="pause")


def at(day: int, clock: str = "10:00") -> datetime:
    """An instant of November 2026."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def event(kind: str, day: int, hour: str = "10:00", **more: object) -> ClockEvent:
    """A ledger event of November 2026."""
    return ClockEvent(kind, at(day, hour), **more)


ACCEPTED = event("accepted", 2, "08:00")


def clock(*events: ClockEvent, term: Term = FIVE) -> Assessment:
    """Assess a dossier accepted on Monday at eight."""
    return assess(term, [ACCEPTED, *events], OFFICE)


def test_an_empty_ledger_has_not_started():
    empty = assess(FIVE, [], OFFICE)
    assert (empty.status, empty.due, empty.explanation, empty.provisional) == ("not_started", None, (), False)


def test_a_submission_starts_only_the_reception_timer():
    submitted = assess(FIVE, [event("submitted", 2, "08:00")], OFFICE)
    assert (submitted.status, submitted.due) == ("not_started", None)
    assert submitted.receptions[0].due == at(2, "17:00")
    assert submitted.explanation[-1].end == at(2, "17:00")


def test_a_supplement_before_acceptance_answers_the_submission_and_the_answer_starts_a_new_timer():
    told = assess(
        FIVE,
        [event("submitted", 2, "08:00"), event("supplement_requested", 2), event("supplement_received", 4)],
        OFFICE,
    )
    first, second = told.receptions
    assert (first.answered, second.answered) == (at(2), None)
    assert (second.submitted, second.due) == (at(4), at(5))


def test_acceptance_answers_the_submission_and_closes_its_supplement():
    told = assess(FIVE, [event("submitted", 2), event("supplement_requested", 3), event("accepted", 4)], OFFICE)
    assert (told.status, told.receptions[0].answered) == ("running", at(3))
    assert told.due == at(11)


def test_the_original_due_date_is_kept():
    told = clock(event("supplement_requested", 4), event("supplement_received", 6))
    assert (told.original_due, told.due) == (at(6, "17:00"), at(10, "17:00"))


def test_a_clock_that_stands_still_has_no_due_date():
    told = clock(event("supplement_requested", 4))
    assert (told.status, told.due, told.extend_until) == ("stopped", None, None)


def test_a_stop_after_the_due_date_does_not_hide_that_it_passed():
    told = clock(event("supplement_requested", 9))
    assert (told.status, told.due) == ("stopped", at(6, "17:00"))


def test_another_agency_answers_inside_the_total_unless_the_wait_says_otherwise():
    assert clock(event("agency_asked", 3), event("agency_answered", 5)).due == at(6, "17:00")
    stopped = clock(event("agency_asked", 3, clock="pause"), event("agency_answered", 5))
    assert stopped.due == at(10, "17:00")


def test_tax_stops_a_term_that_is_not_split():
    assert clock(event("sent_to_tax", 3), event("payment_proved", 5)).due == at(10, "17:00")


def test_overlapping_stops_are_not_taken_out_twice():
    told = clock(
        event("supplement_requested", 3),
        event("payment_asked", 4),
        event("supplement_received", 5),
        event("payment_proved", 6),
    )
    assert told.due == at(11, "17:00")


def test_several_agencies_are_told_apart_by_their_reference():
    told = clock(
        event("agency_asked", 3, ref="so_tc", clock="pause"),
        event("agency_asked", 3, ref="so_xd", clock="pause"),
        event("agency_answered", 4, ref="so_xd"),
    )
    assert told.status == "stopped"
    with pytest.raises(LedgerProblem, match="không khớp"):
        clock(*told_twice(), event("agency_answered", 4))


def told_twice() -> tuple[ClockEvent, ClockEvent]:
    """Two open questions."""
    return event("agency_asked", 3, ref="a"), event("agency_asked", 3, ref="b")


def test_events_are_read_in_order_of_time_however_they_were_written():
    in_order = clock(event("supplement_requested", 4), event("supplement_received", 6))
    backwards = assess(FIVE, [event("supplement_received", 6), event("supplement_requested", 4), ACCEPTED], OFFICE)
    assert backwards.due == in_order.due


def test_an_event_written_in_another_zone_means_the_same_instant():
    abroad = ClockEvent("accepted", datetime(2026, 11, 2, 1, tzinfo=UTC))
    assert assess(FIVE, [abroad], OFFICE).due == clock().due


def test_a_second_reset_counts_from_the_second_supplement_and_warns():
    term = replace(FIVE, on_supplement="reset")
    told = clock(
        event("supplement_requested", 3),
        event("supplement_received", 4),
        event("supplement_requested", 5),
        event("supplement_received", 9),
        term=term,
    )
    assert told.due == at(16)
    assert "2 lần" in told.warnings[0].vi


def test_a_phase_paid_early_loses_what_was_left_of_the_first():
    told = clock(event("sent_to_tax", 3), event("payment_proved", 4), term=TWO_PHASES)
    assert [one.due for one in told.dues] == [at(6, "17:00"), at(9)]
    assert told.dues[0].outcome == "early"


def test_proof_of_payment_without_the_tax_slip_starts_the_second_phase():
    told = clock(event("payment_proved", 4), term=TWO_PHASES)
    assert (told.status, told.due) == ("running", at(9))


def test_a_supplement_in_the_second_phase_resets_only_that():
    term = replace(TWO_PHASES, on_supplement="reset")
    told = clock(
        event("sent_to_tax", 3),
        event("payment_proved", 4),
        event("supplement_requested", 5),
        event("supplement_received", 9),
        term=term,
    )
    assert [one.due for one in told.dues] == [at(6, "17:00"), at(12)]


def test_an_extension_moves_the_due_date_to_the_promised_one():
    told = clock(event("extended", 5, new_due=at(10)))
    assert (told.due, told.original_due, told.extensions_left) == (at(10), at(6, "17:00"), 0)


def test_a_stop_after_an_extension_moves_the_new_date_on():
    told = clock(
        event("extended", 4, new_due=at(10)), event("supplement_requested", 5), event("supplement_received", 6)
    )
    assert told.due == at(11)


def test_a_stop_after_the_new_date_changes_nothing():
    told = clock(event("extended", 5, new_due=at(10)), event("supplement_requested", 12))
    assert told.due == at(10)


def test_an_extension_of_a_calendar_term_keeps_its_hour():
    told = clock(event("extended", 3, new_due=at(11)), term=parse("5 calendar_days"))
    assert told.due == at(11)
    assert told.explanation[-1].end == at(11)


def test_an_extension_without_a_new_date_is_recorded_with_a_warning():
    told = clock(event("extended", 4))
    assert (told.due, told.extensions_left, len(told.warnings)) == (at(6, "17:00"), 0, 1)


def test_a_stop_after_an_extended_calendar_term_leaves_the_promised_hour():
    told = clock(event("extended", 3, new_due=at(11)), event("supplement_requested", 12), term=parse("5 calendar_days"))
    assert told.due == at(11)


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([event("accepted", 3)], "đã được ghi"),
        ([event("submitted", 3)], "đã được ghi"),
        ([event("supplement_received", 3)], "không khớp"),
        ([event("supplement_requested", 3), event("supplement_requested", 4)], "đã được ghi"),
        ([event("payment_proved", 3)], "không khớp"),
        ([event("finished", 3), event("extended", 4)], "đã kết thúc"),
        ([event("finished", 3), event("finished", 4)], "đã kết thúc"),
        ([event("withdrawn", 3), event("supplement_requested", 4)], "đã kết thúc"),
        ([event("decided", 3), event("decided", 4)], "đã được ghi"),
        ([event("decided", 3), event("withdrawn", 4)], "Đã có quyết định"),
        ([event("supplement_requested", 3), event("extended", 4)], "tạm dừng"),
        ([event("extended", 6)], "chậm nhất 1 ngày"),
        ([event("extended", 9)], "chậm nhất 1 ngày"),
        ([event("extended", 3), event("extended", 4)], "gia hạn 1 lần"),
        ([event("extended", 3, new_due=at(6, "16:00"))], "Ngày hẹn lại"),
        ([event("extended", 3, new_due=at(7, "10:00"))], "Ngày hẹn lại"),
        ([event("extended", 3, new_due=at(9, "08:00"))], "Ngày hẹn lại"),
        ([event("extended", 3, new_due=at(14, "10:00"))], "giờ làm việc"),
    ],
)
def test_events_the_rules_do_not_allow(events: list[ClockEvent], said: str):
    with pytest.raises(LedgerProblem, match=said):
        clock(*events)


@pytest.mark.parametrize("kind", ["extended", "decided"])
def test_some_acts_need_an_accepted_dossier(kind: str):
    with pytest.raises(LedgerProblem, match="trước khi hồ sơ được tiếp nhận"):
        assess(FIVE, [event(kind, 2)], OFFICE)


def test_an_unknown_event_is_refused():
    with pytest.raises(LedgerProblem, match="tea_break"):
        event("tea_break", 3)


def test_two_extensions_where_the_law_allows_two():
    term = replace(FIVE, extend_max=2)
    told = clock(event("extended", 4, new_due=at(10)), event("extended", 9, new_due=at(12)), term=term)
    assert (told.due, told.extensions_left) == (at(12), 0)


def test_who_ends_while_the_clock_stands_still_is_on_time():
    assert clock(event("supplement_requested", 4), event("finished", 20)).outcome == "on_time"


def test_a_withdrawal_in_time_is_on_time_and_after_the_date_late():
    assert clock(event("withdrawn", 3)).outcome == "on_time"
    assert clock(event("withdrawn", 9)).outcome == "late"
    assert clock(event("withdrawn", 3)).status == "withdrawn"


def test_a_refusal_at_the_desk_ends_a_dossier_that_never_started():
    refused = assess(FIVE, [event("submitted", 2), event("finished", 2, "11:00")], OFFICE)
    assert (refused.status, refused.outcome, refused.receptions[0].answered) == ("finished", None, at(2, "11:00"))


def test_permission_is_asked_before_an_event_is_written():
    known = [ACCEPTED, event("decided", 3)]
    assert refusal(FIVE, known, event("finished", 4), OFFICE) is None
    said = refusal(FIVE, known, event("withdrawn", 4), OFFICE)
    assert said
    assert "Đã có quyết định" in said.vi


def test_a_second_supplement_needs_a_reason_and_a_name():
    known = [ACCEPTED, event("supplement_requested", 3), event("supplement_received", 4)]
    said = refusal(FIVE, known, event("supplement_requested", 5), OFFICE)
    assert said
    assert "lý do" in said.vi
    reason = Text("Giấy tờ hết hạn", "A paper expired")
    assert refusal(FIVE, known, event("supplement_requested", 5, reason=reason), OFFICE)
    assert refusal(FIVE, known, event("supplement_requested", 5, reason=reason, author="Trần An"), OFFICE) is None
