"""Explanations: contiguous, adding up, in words; 2 November 2026 is a Monday."""

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from engine.clock import VIETNAM, Assessment, ClockEvent, assess, builtin, day_marks, parse, step_due, tell
from engine.text import Text

OFFICE, VN = builtin("standard-8-12-13-17"), builtin("vn")


def at(day: int, clock: str = "10:00", month: int = 11) -> datetime:
    """An instant of 2026."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


def reset() -> Assessment:
    """Five days, counted again after a supplement."""
    events = [
        ClockEvent("accepted", at(2, "08:00")),
        ClockEvent("supplement_requested", at(4), reason=Text("thiếu bản vẽ", "no drawing")),
        ClockEvent("supplement_received", at(6)),
    ]
    return assess(parse("5 working_days"), events, OFFICE)


def extended() -> Assessment:
    """Five days and an extension."""
    events = [
        ClockEvent("accepted", at(2, "08:00")),
        ClockEvent("extended", at(5), new_due=at(10, "10:00")),
        ClockEvent("finished", at(10, "09:00")),
    ]
    return assess(parse("5 working_days"), events, OFFICE)


def late_phase() -> Assessment:
    """A first phase fulfilled a day late, the second running."""
    events = [
        ClockEvent("accepted", at(2, "08:00")),
        ClockEvent("sent_to_tax", at(9, "17:00")),
        ClockEvent("payment_proved", at(12)),
    ]
    return assess(parse("5+3 working_days"), events, OFFICE)


def reset_twice() -> Assessment:
    """A supplement and a confirmation asked for together, each of which counts again from the beginning."""
    events = [
        ClockEvent("accepted", at(2, "08:00")),
        ClockEvent("supplement_requested", at(3)),
        ClockEvent("confirmation_asked", at(4)),
        ClockEvent("supplement_received", at(5)),
        ClockEvent("confirmation_given", at(6)),
    ]
    return assess(parse("1 working_days"), events, OFFICE)


STORIES = {"reset": reset(), "reset twice": reset_twice(), "extended": extended(), "two phases": late_phase()}


@pytest.mark.parametrize("told", STORIES.values(), ids=STORIES)
def test_an_explanation_runs_without_gaps_from_acceptance_to_the_due_date(told: Assessment):
    segments = told.explanation
    assert segments[0].start == at(2, "08:00")
    assert segments[-1].end == told.due
    assert all(earlier.end == later.start for earlier, later in pairwise(segments))


def test_overlapping_resets_are_one_long_stop():
    kinds = [segment.kind for segment in reset_twice().explanation if segment.kind in ("stopped", "annulled")]
    assert kinds == ["annulled"] * 2 + ["stopped"] * 2
    assert reset_twice().due == at(9)


def test_what_a_reset_annulled_counts_nothing_and_says_so():
    segments = reset().explanation
    assert sum(segment.counted_seconds for segment in segments) == 40 * 3600
    annulled = [segment for segment in segments if segment.kind == "annulled"]
    assert annulled[0].start == at(2, "08:00")
    assert "tính lại từ đầu" in annulled[0].reason.vi


def test_a_stop_gives_the_reason_written_in_the_ledger():
    (stop,) = [segment for segment in reset().explanation if segment.kind == "stopped"]
    assert stop[:3] == (at(4), at(6), 0)
    assert stop.reason == ("Chờ người dân bổ sung hồ sơ: thiếu bản vẽ", "Waiting for the supplement: no drawing")


def test_an_extension_is_told_apart_from_the_term():
    added = [segment for segment in extended().explanation if segment.kind == "extension"]
    assert sum(segment.counted_seconds for segment in added) == 10 * 3600
    assert added[0].start == at(9, "08:00")


def test_time_past_an_appointment_counts_nothing():
    (overdue,) = [segment for segment in late_phase().explanation if "Quá hạn" in segment.reason.vi]
    assert overdue[:3] == (at(6, "17:00"), at(9, "17:00"), 0)


def test_a_stopped_clock_is_told_up_to_now():
    events = [ClockEvent("accepted", at(2, "08:00")), ClockEvent("supplement_requested", at(4))]
    stopped = assess(parse("5 working_days"), events, OFFICE, now=at(20))
    assert stopped.explanation[-1][:3] == (at(4), at(20), 0)


def test_a_holiday_is_named_with_its_decision():
    due = step_due(datetime(2025, 12, 31, 14, tzinfo=VIETNAM), Decimal(1), "working_days", VN)
    reasons = [segment.reason.vi for segment in due.explanation]
    assert "Tết Dương lịch – Điều 112 Bộ luật Lao động 2019" in reasons
    assert any("12729/VPCP-KGVX" in reason for reason in reasons)
    assert "Nghỉ hằng tuần" in reasons


def test_a_swapped_saturday_says_which_day_it_makes_up_for():
    due = step_due(at(9, "16:00", month=1), Decimal(2), "working_hours", VN)
    assert "Làm bù cho ngày 02/01/2026" in due.explanation[-1].reason.vi


def test_adding_up_an_explanation_gives_the_due_date_again():
    for told in (reset(), extended()):
        counted = sum(segment.counted_seconds for segment in told.explanation)
        begin = told.timeline.run.start
        assert told.due == OFFICE.add_working(begin, counted).at


def test_an_assessment_is_told_in_sentences():
    said = [sentence.vi for sentence in tell(reset())]
    assert said == [
        "Thời hạn 5 ngày làm việc, tính từ khi nhận đủ hồ sơ hợp lệ lúc 08:00 thứ Hai, ngày 02/11/2026.",
        "Không tính từ 10:00 thứ Tư, ngày 04/11/2026 đến 10:00 thứ Sáu, ngày 06/11/2026: "
        "Chờ người dân bổ sung hồ sơ: thiếu bản vẽ.",
        "Thời hạn được tính lại từ đầu lúc 10:00 thứ Sáu, ngày 06/11/2026.",
        "Hẹn trả: 10:00 thứ Sáu, ngày 13/11/2026.",
    ]


def test_sentences_name_the_extension_in_both_languages():
    said = tell(extended())
    assert said[1].vi == "Lúc 10:00 thứ Năm, ngày 05/11/2026 đã xin lỗi và hẹn lại đến 10:00 thứ Ba, ngày 10/11/2026."
    assert said[-1].en == "Due: Tuesday 10/11/2026, 10:00."


def test_before_acceptance_there_is_nothing_to_tell():
    assert tell(assess(parse("same_day"), [], OFFICE)) == ()


def test_the_calendar_picture_has_a_mark_for_every_date():
    marks = day_marks(reset().explanation)
    assert [mark.day for mark in marks] == [date(2026, 11, day) for day in range(2, 14)]
    kinds = {mark.day.day: mark.kind for mark in marks}
    assert (kinds[2], kinds[5], kinds[6], kinds[7], kinds[13]) == ("annulled", "stopped", "work", "off", "work")
    assert marks[-1].counted_seconds == 2 * 3600


def test_a_due_date_explains_itself_only_when_asked():
    due = step_due(at(2, "08:00"), Decimal("0.5"), "working_days", OFFICE)
    assert (due.at, due.provisional) == (at(2, "12:00"), False)
    assert due.explanation == due.explanation
    assert [segment.counted_seconds for segment in due.explanation] == [4 * 3600]
