"""Time limits of the procedure as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, incomplete, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.sheet import Term
from engine.text import Text

NO_TERM: Final = incomplete("term_missing")
NO_VALUE: Final = incomplete("term_value")
STARTS_AT: Final = refused("term_starts_at")
PHASES: Final = refused("term_phases")
CASE_WITHOUT: Final = incomplete("case_without_term")


def check(subject: Subject) -> Iterator[Raised]:
    """A term for every case, with value and unit, its phases in order."""
    sheet = subject.definition
    if not sheet.terms:
        yield NO_TERM.at(
            subject.place,
            Text("Thủ tục chưa khai báo thời hạn giải quyết.", "The procedure names no time limit."),
            Text("Hãy khai báo thời hạn ở phần Thông tin.", "Declare the time limit on the sheet."),
        )
        return
    for number, term in enumerate(sheet.terms, 1):
        yield from _term(subject, number, term)
    yield from _phases(subject)
    general = any(not term.case for term in sheet.terms)
    for case in sheet.cases:
        if not general and not any(case.id in term.case for term in sheet.terms):
            yield CASE_WITHOUT.at(
                subject.place,
                Text(f"Trường hợp “{case.name or case.id}” chưa có thời hạn.", f"Case “{case.id}” has no time limit."),
                Text("Hãy khai báo thời hạn cho trường hợp này.", "Declare a term for it."),
            )


def _term(subject: Subject, number: int, term: Term) -> Iterator[Raised]:
    worth = term.value_formula or (term.value is not None and term.value > 0) or term.unit == "same_day"
    if not worth or not term.unit:
        yield NO_VALUE.at(
            subject.place,
            Text(
                f"Thời hạn thứ {number} thiếu giá trị hoặc đơn vị.", f"Term {number} lacks a positive value or a unit."
            ),
            Text("Ghi số và đơn vị, ví dụ 10 ngày làm việc.", "Give a number and a unit, for example 10 working days."),
        )
    waits = {node.id for node in subject.nodes if node.kind == "receive"}
    if term.starts_at and term.starts_at not in waits:
        yield STARTS_AT.at(
            subject.place,
            Text(
                f"Thời hạn thứ {number} bắt đầu từ bước chờ “{term.starts_at}”, nhưng không có bước chờ này.",
                f"Term {number} starts at the wait “{term.starts_at}”, which does not exist.",
            ),
            Text("Chọn một bước chờ của quy trình.", "Choose a wait of the procedure."),
        )


def _phases(subject: Subject) -> Iterator[Raised]:
    by_case: dict[tuple[tuple[str, ...], str | None, str | None], list[Term]] = {}
    for term in subject.definition.terms:
        by_case.setdefault((term.case, term.channel, term.agency), []).append(term)
    for terms in by_case.values():
        phases = [term.phase for term in terms if term.phase is not None]
        if len(terms) > 1 and sorted(phases) != list(range(1, len(terms) + 1)):
            yield PHASES.at(
                subject.place,
                Text(
                    "Có nhiều thời hạn cho cùng một trường hợp nhưng các giai đoạn không phải 1, 2, 3…",
                    "Several terms hold for the same case, but their phases are not 1, 2, 3 …",
                ),
                Text(
                    "Hãy đánh số giai đoạn hoặc gắn trường hợp cho từng thời hạn.",
                    "Number the phases, or name the cases.",
                ),
            )
        if any(term.phase is not None and term.phase > 1 and not term.starts_at for term in terms):
            yield STARTS_AT.at(
                subject.place,
                Text(
                    "Giai đoạn sau của thời hạn chưa nêu bắt đầu từ đâu.", "A later phase does not say where it starts."
                ),
                Text("Chọn bước chờ kết thúc giai đoạn trước.", "Choose the wait that ends the phase before."),
            )
