"""An assessment told in a few sentences: from when, what interrupted it, what was skipped, until when."""

from __future__ import annotations

from collections.abc import Iterator

from engine.clock.assessment import Assessment
from engine.clock.explanation import reasons
from engine.clock.explanation.segment import Segment
from engine.clock.saying import say_due, say_moment
from engine.clock.terms import Term
from engine.text import Text

_EVERYDAY = {reasons.CLOSED, reasons.BREAK, reasons.REST, reasons.BETWEEN_PHASES}
_UNITS = {
    "working_days": Text("ngày làm việc", "working days"),
    "working_hours": Text("giờ làm việc", "working hours"),
    "calendar_days": Text("ngày", "calendar days"),
}


def tell(assessment: Assessment) -> tuple[Text, ...]:
    """Return the sentences a citizen or an officer reads beside the due date."""
    return tuple(_sentences(assessment))


def say_term(term: Term) -> Text:
    """Say a term as it stands in a decision: “5 + 3 ngày làm việc”, “trong ngày”."""
    if term.unit == "same_day":
        return Text("trong ngày", "the same day")
    parts = " + ".join(f"{part.normalize():f}" for part in term.parts)
    return Text(f"{parts.replace('.', ',')} {_UNITS[term.unit].vi}", f"{parts} {_UNITS[term.unit].en}")


def _sentences(assessment: Assessment) -> Iterator[Text]:
    accepted, term = assessment.timeline.accepted, say_term(assessment.timeline.term)
    if accepted is None:
        return
    start = say_moment(accepted)
    yield Text(
        f"Thời hạn {term.vi}, tính từ khi nhận đủ hồ sơ hợp lệ lúc {start.vi}.",
        f"The term is {term.en}, from the complete and valid dossier on {start.en}.",
    )
    for segment in assessment.explanation:
        if segment.kind == "stopped" or (segment.kind == "off" and segment.reason not in _EVERYDAY):
            yield _skipped(segment)
    yield from _meanwhile(assessment)
    yield from _again(assessment)
    yield from _promised(assessment)
    yield from _recounted(assessment)
    due = say_due(assessment.due, provisional=assessment.provisional)
    yield Text(f"Hẹn trả: {due.vi}.", f"Due: {due.en}.")


def _skipped(segment: Segment) -> Text:
    start, end, why = say_moment(segment.start), say_moment(segment.end), segment.reason
    return Text(
        f"Không tính từ {start.vi} đến {end.vi}: {why.vi}.", f"Not counted from {start.en} to {end.en}: {why.en}."
    )


def _meanwhile(assessment: Assessment) -> Iterator[Text]:
    """Name the delays during which the clock went on: another agency's answer, machines out of step."""
    for wait in assessment.timeline.waits:
        if wait.clock == "continue":
            start, why = say_moment(wait.start), wait.reason
            end = say_moment(wait.end) if wait.end else Text("nay", "now")
            yield Text(
                f"Từ {start.vi} đến {end.vi}: {why.vi}; thời hạn vẫn tính.",
                f"From {start.en} to {end.en}: {why.en}; the term went on.",
            )


def _again(assessment: Assessment) -> Iterator[Text]:
    annulled = [run for run in assessment.timeline.runs if run.annulled]
    if annulled:
        start = say_moment(assessment.timeline.run.start)
        yield Text(
            f"Thời hạn được tính lại từ đầu lúc {start.vi}.",
            f"The term was counted again from the start on {start.en}.",
        )


def _promised(assessment: Assessment) -> Iterator[Text]:
    for extension in assessment.timeline.run.extensions:
        act, new_due = say_moment(extension.act), say_moment(extension.new_due)
        yield Text(
            f"Lúc {act.vi} đã xin lỗi và hẹn lại đến {new_due.vi}.",
            f"On {act.en} an apology was made and the date moved to {new_due.en}.",
        )


def _recounted(assessment: Assessment) -> Iterator[Text]:
    for at in assessment.timeline.calendar_changes:
        changed = say_moment(at)
        yield Text(
            f"Lúc {changed.vi} lịch làm việc thay đổi; ngày hẹn trả được tính lại theo lịch mới.",
            f"On {changed.en} the working calendar changed; the due date was worked out again by the new one.",
        )
