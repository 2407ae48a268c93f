"""The time of the steps against the terms of the sheet, per case and per agency."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from engine.bpmn.checks.rules import Raised, incomplete
from engine.bpmn.checks.subject import Subject
from engine.bpmn.timing import Timing, Total, limit_hours
from engine.text import Text

SUM: Final = incomplete("limits_sum")
EXCEEDED: Final = incomplete("limits_exceeded")
GROUP: Final = incomplete("shared_limit")


def check(subject: Subject) -> Iterator[Raised]:
    """Sums that differ from the term (said only when every counted step has its limit)."""
    yield from _groups(subject)
    steps = [node.step for node in subject.nodes if node.kind == "user"]
    if any(step is None or (step.count == "counted" and step.limit is None) for step in steps):
        return
    timing = Timing(subject.definition)
    for total in (*timing.totals(), *timing.agency_totals()):
        if not total.fits:
            yield _different(subject, total)
        elif total.agency is None and total.term_hours is not None:
            longest = timing.longest_anywhere(total.case)
            if longest > total.term_hours:
                yield EXCEEDED.at(
                    subject.place,
                    Text(
                        f"Có đường đi mất {plain(longest)} giờ, dài hơn thời hạn {plain(total.term_hours)} giờ.",
                        f"One way takes {plain(longest)} hours, more than the term of {plain(total.term_hours)}.",
                    ),
                    Text("Xem lại thời hạn các bước của nhánh dài nhất.", "Look at the steps of the longest branch."),
                )


def _different(subject: Subject, total: Total) -> Raised:
    term = (total.term_hours or Decimal(0)) - total.buffer
    where = Text("", "")
    if total.case:
        where = Text(f" (trường hợp “{total.case}”)", f" (case “{total.case}”)")
    if total.agency:
        where = Text(f"{where.vi} (cơ quan “{total.agency}”)", f"{where.en} (agency “{total.agency}”)")
    at_most = Text(" tối đa", " at most") if total.same_day else Text("", "")
    return SUM.at(
        subject.place,
        Text(
            f"Tổng thời gian các bước{where.vi} là {plain(total.total_hours)} giờ, thời hạn là{at_most.vi} "
            f"{plain(term)} giờ.",
            f"The steps{where.en} take {plain(total.total_hours)} hours, the term is{at_most.en} {plain(term)} hours.",
        ),
        Text(
            "Sửa thời hạn của bước, hoặc chọn cách tính “Không tính vào thời hạn” cho bước đó.",
            "Correct the limits of steps, or let a step count “Not counted”.",
        ),
    )


def _groups(subject: Subject) -> Iterator[Raised]:
    groups: dict[str, list[tuple[str, Decimal | None]]] = {}
    for node in subject.nodes:
        if node.step and node.step.shared_group:
            groups.setdefault(node.step.shared_group, []).append((node.id, limit_hours(node.step)))
    for group, members in groups.items():
        limits = {hours for _, hours in members if hours is not None}
        if len(limits) == 1:
            continue
        yield GROUP.at(
            members[0][0],
            Text(
                f"Nhóm thời gian chung “{group}” phải có đúng một thời hạn, hiện có {len(limits)}.",
                f"The shared time “{group}” needs exactly one limit; it has {len(limits)}.",
            ),
            Text("Ghi thời hạn chung ở bước đầu của nhóm.", "Write the shared limit on the first step of the group."),
        )


def plain(number: Decimal) -> str:
    """A number without needless zeros, Vietnamese decimal comma."""
    return format(number.normalize(), "f").replace(".", ",")
