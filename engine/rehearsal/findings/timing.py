"""Time on the ways: longer than the term, a term longer than the law, clocks that never start again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.checks.time_limits import plain
from engine.rehearsal.findings.saying import amber, red
from engine.rehearsal.telling import Story
from engine.rehearsal.walk import Walk
from engine.text import Text

_OFFICE_WORK = ("appraise", "review", "sign")


def find(walk: Walk) -> Iterator[Finding]:
    """The longest way of each case, the terms, the waits."""
    yield from _too_long(walk)
    yield from _beyond_the_law(walk)
    yield from _waits(walk)
    yield from _uncounted(walk)


def _too_long(walk: Walk) -> Iterator[Finding]:
    longest: dict[str | None, Story] = {}
    for way, story in walk.stories:
        if way.straight and story.late and (story.case not in longest or longest[story.case].hours < story.hours):
            longest[story.case] = story
    for case, story in longest.items():
        where = Text(f" (trường hợp “{case}”)", f" (case “{case}”)") if case else Text("", "")
        parts = " + ".join(f"{plain(hours)} ({_label(walk, key)})" for key, hours in story.spent.per_step)
        term = plain(story.term or Decimal(0))
        yield red(
            "path_longer_than_term",
            walk.subject.definition.process_id,
            Text(
                f"Đường “{story.name.vi}”{where.vi} mất {plain(story.hours)} giờ, thời hạn là {term} giờ: {parts}.",
                f"The way “{story.name.en}”{where.en} takes {plain(story.hours)} hours, the term is {term}: {parts}.",
            ),
            Text("Giảm thời hạn của một bước trên đường này.", "Shorten a step on this way."),
        )


def _label(walk: Walk, key: str) -> str:
    step = walk.node(key).step
    return f"{step.no}: {key}" if step and step.no else key


def _beyond_the_law(walk: Walk) -> Iterator[Finding]:
    for term in walk.subject.definition.terms:
        if term.value is None or term.statutory is None or term.value <= term.statutory:
            continue
        yield red(
            "term_beyond_law",
            walk.subject.definition.process_id,
            Text(
                f"Thời hạn {plain(term.value)} dài hơn mức luật định {plain(term.statutory)}.",
                f"The term of {plain(term.value)} is longer than the law's {plain(term.statutory)}.",
            ),
            Text("Sửa thời hạn hoặc mức luật định.", "Correct the term or the statutory figure."),
        )


def _waits(walk: Walk) -> Iterator[Finding]:
    guarded = {
        node.attached_to for node in walk.subject.nodes.values() if node.kind == "boundary" and "timer" in node.events
    }
    raced = {flow.target for flow in walk.subject.flows.values() if walk.node(flow.source).kind == "event_gateway"}
    for node in walk.subject.nodes.values():
        if node.kind != "receive" or node.wait is None or node.id not in walk.opened:
            continue
        answered = node.wait.kind == "payment" or (node.wait.kind == "agency" and node.wait.partner)
        if not node.wait.auto_close_after and not answered and node.id not in guarded | raced:
            yield red(
                "clock_stopped_for_ever",
                node.id,
                Text(
                    f"Hồ sơ có thể dừng mãi ở {named(node)}: không tự đóng, không có ai được nêu để trả lời.",
                    f"A dossier may stop at {named(node)} for ever: it never closes, and nobody is named to answer.",
                ),
                Text(
                    "Đặt số ngày tự đóng, hoặc nêu cơ quan phải trả lời.",
                    "Say after how many days it closes, or name who answers.",
                ),
            )
        if node.wait.clock == "continue" and node.wait.kind in ("supplement", "payment"):
            yield amber(
                "clock_runs_while_applicant_acts",
                node.id,
                Text(
                    f"Trong lúc {named(node)} chờ người dân, thời hạn của cơ quan vẫn chạy.",
                    f"While {named(node)} waits for the applicant, the office's term goes on.",
                ),
                Text(
                    "Thường thời hạn dừng, hoặc tính lại, khi chờ người dân.",
                    "The term usually stops, or begins anew, while the applicant is waited for.",
                ),
            )


def _uncounted(walk: Walk) -> Iterator[Finding]:
    """Work of the office itself that no term sees."""
    for node in walk.subject.definition.steps():
        step = node.step
        if step is None or step.count not in ("excluded", "office_hours") or step.kind not in _OFFICE_WORK:
            continue
        if (step.unit or "").partition("/")[0] in ("receiving", "resolving"):
            yield amber(
                "work_not_counted",
                node.id,
                Text(
                    f"Bước {named(node)} là việc giải quyết của cơ quan nhưng không tính vào thời hạn.",
                    f"Step {named(node)} is work of the office, but its time does not count.",
                ),
                Text("Tính thời gian của bước, hoặc xác nhận đó là chủ ý.", "Count it, or confirm that it is meant."),
            )
