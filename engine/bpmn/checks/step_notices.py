"""What a step says about reminding: only where it has a limit, never below nothing, and not before it opens."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from engine.bpmn.checks.rules import Raised, incomplete, named
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node, Step
from engine.bpmn.timing import limit_hours
from engine.text import Text

NO_LIMIT: Final = incomplete("notice_without_limit")
NEGATIVE: Final = incomplete("notice_negative")
TOO_EARLY: Final = incomplete("notice_before_opening")


def check(subject: Subject) -> Iterator[Raised]:
    """Every step that says when to remind or when to tell upwards."""
    for node in subject.nodes:
        if node.step is not None and (node.step.remind_before is not None or node.step.escalate_after is not None):
            yield from _of_step(node, node.step)


def _of_step(node: Node, step: Step) -> Iterator[Raised]:
    before, after = step.remind_before or Decimal(0), step.escalate_after or Decimal(0)
    limit = limit_hours(step)
    if before < 0 or after < 0:
        yield NEGATIVE.at(
            node.id,
            Text(f"Số giờ nhắc của {named(node)} nhỏ hơn 0.", f"{named(node)} reminds by less than 0 hours."),
            Text("Ghi số giờ làm việc; 0 là không nhắc.", "Give working hours; 0 means never."),
        )
    elif limit is None:
        yield NO_LIMIT.at(
            node.id,
            Text(f"{named(node)} khai giờ nhắc nhưng không có thời hạn.", f"{named(node)} reminds but has no limit."),
            Text("Ghi thời hạn của bước, hoặc bỏ giờ nhắc.", "Give the step a limit, or drop the reminder."),
        )
    elif before >= limit:
        yield TOO_EARLY.at(
            node.id,
            Text(
                f"{named(node)} nhắc trước {before} giờ, không ngắn hơn thời hạn {limit} giờ: nhắc ngay khi mở.",
                f"{named(node)} reminds {before} hours before a limit of {limit}: as soon as it opens.",
            ),
            Text("Ghi số giờ nhỏ hơn thời hạn của bước.", "Give fewer hours than the limit."),
        )
