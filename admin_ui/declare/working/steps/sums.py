"""The sum of the steps against the term, per case, with the arithmetic written out."""

from __future__ import annotations

from dataclasses import dataclass

from admin_ui.declare.working.steps import amounts, blocks
from engine.bpmn import table
from engine.bpmn.definition import Definition
from engine.bpmn.timing import Timing, Total
from engine.text import Text

_LONGEST = 40
"""More addends than this are not written out."""


@dataclass(frozen=True)
class Sum:
    """One case: "4 + 8 = 12 giờ = 1,5 ngày", the term, and how far they are apart (None: they fit)."""

    case: Text | None
    sum: Text
    addends: Text | None
    term: Text | None
    apart: Text | None


def of(definition: Definition, case: str = "") -> list[Sum]:
    """The sums of all cases, or of one."""
    timing = Timing(definition)
    return [_sum(definition, timing, one) for one in timing.totals() if not case or one.case in (case, None)]


def _sum(definition: Definition, timing: Timing, total: Total) -> Sum:
    way = timing.way(total.case)
    numbers = [(table.number_of(definition.nodes[key]), amounts.said(hours)) for key, hours in way]
    vi = " + ".join(f"{hours} (bước {no})" for no, hours in numbers)
    en = " + ".join(f"{hours.replace(',', '.')} (step {no})" for no, hours in numbers)
    return Sum(
        case=blocks.case_name(definition, total.case) if total.case else None,
        sum=amounts.in_hours_and_days(total.total_hours),
        addends=Text(f"{vi} = {amounts.said(total.total_hours)}", f"{en} = {total.total_hours.normalize():f}")
        if 1 < len(numbers) <= _LONGEST
        else None,
        term=None if total.term_hours is None else amounts.in_hours_and_days(total.term_hours),
        apart=_apart(total),
    )


def _apart(total: Total) -> Text | None:
    if total.fits or total.term_hours is None:
        return None
    over = total.total_hours - (total.term_hours - total.buffer)
    hours, plain = amounts.said(abs(over)), f"{abs(over).normalize():f}"
    if over > 0:
        return Text(f"Vượt thời hạn {hours} giờ", f"{plain} hours over the term")
    return Text(f"Còn thiếu {hours} giờ so với thời hạn", f"{plain} hours short of the term")
