"""When a step's people are reminded and whom it is told to next; pure."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final, Literal

from engine import clock
from engine.bpmn.definition import Step
from engine.text import Text

Stage = Literal["soon", "overdue", "one_stop", "head", "leader"]
REMIND_BEFORE: Final = Decimal(4)
ESCALATE_AFTER: Final = Decimal(8)
"""Working hours where the step says nothing itself; 0 in the step switches a stage off."""
_HOUR = 3600
WORDS: dict[str, Text] = {
    "soon": Text("Sắp đến hạn", "Due soon"),
    "overdue": Text("Quá hạn", "Overdue"),
    "one_stop": Text("Ý kiến quá hạn, báo người đứng đầu một cửa", "Opinion overdue, told to the head of the desk"),
    "head": Text("Quá hạn, báo người đứng đầu đơn vị", "Overdue, told to the head of the unit"),
    "leader": Text("Quá hạn, báo lãnh đạo cơ quan", "Overdue, told to the leader"),
}


def reached(step: Step | None, due: datetime, now: datetime, calendar: clock.Calendar) -> list[Stage]:
    """The stages an open step has reached: soon before it is due, overdue after, then head and leader.

    A step that is overdue is no longer due soon. Distances are working hours of the unit's calendar. Of an opinion
    that is overdue the head of the one-stop desk is told at once (rule C14).
    """
    left = clock.remaining(now, due, calendar)
    before, after = _hours(step.remind_before if step else None, REMIND_BEFORE), _escalation(step)
    if now < due:
        return ["soon"] if before and left <= before * _HOUR else []
    found: list[Stage] = ["overdue", "one_stop"] if step and step.kind == "opinion" else ["overdue"]
    if after and -left >= after * _HOUR:
        found.append("head")
    if after and -left >= 2 * after * _HOUR:
        found.append("leader")
    return found


def _escalation(step: Step | None) -> Decimal:
    return _hours(step.escalate_after if step else None, ESCALATE_AFTER)


def _hours(said: Decimal | None, usual: Decimal) -> Decimal:
    return usual if said is None else said
