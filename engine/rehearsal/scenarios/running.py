"""All scenarios of a version run at once: what became of each, and the findings of the check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from engine.bpmn.checks.rules import Finding
from engine.rehearsal.scenarios.differing import FORM, STOPS, UNREADABLE, Replayed
from engine.rehearsal.scenarios.files import ScenarioProblem, parse
from engine.rehearsal.scenarios.replaying import replay
from engine.rehearsal.subject import Subject
from engine.text import Text

_UPDATE = Text(
    "Nếu thay đổi là đúng ý, cập nhật kịch bản theo quy trình nay, hoặc chấp nhận điểm này; nếu không, sửa quy trình.",
    "If the change is meant, take it over into the scenario or accept it by name; else correct the procedure.",
)
_PLAY = Text(
    "Sửa quy trình, hoặc diễn lại kịch bản từ bước này rồi lưu; kịch bản không còn dùng thì xóa.",
    "Correct the procedure, or play the scenario again from this step and save it; remove it when it is not wanted.",
)


def run(subject: Subject, data: bytes | None, now: datetime) -> tuple[tuple[Replayed, ...], tuple[Finding, ...]]:
    """What became of every scenario of a file, and what is to be said about them."""
    if not data:
        return (), ()
    try:
        found = tuple(replay(subject, one, now) for one in parse(data))
    except ScenarioProblem as problem:
        hint = Text("Sửa hoặc thay tệp kịch bản.", "Correct or replace the file of scenarios.")
        return (), (Finding(UNREADABLE, "error", subject.definition.process_id, problem.said, hint),)
    return found, tuple(findings_of(subject, found))


def findings_of(subject: Subject, found: Sequence[Replayed]) -> Iterator[Finding]:
    """One finding per difference; they block until the scenario is updated or somebody accepts them by name."""
    for one in found:
        for difference in one.differences:
            known = difference.element in subject.nodes
            element = difference.element if known else subject.definition.process_id
            hint = _PLAY if difference.code in (STOPS, FORM) else _UPDATE
            yield Finding(difference.code, "error", element, difference.said, hint)
