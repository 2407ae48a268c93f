"""The legal term of a procedure: how much time, of which kind, and what interrupts it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Literal, get_args

from engine.clock.dates.calendar_days import CALENDAR_DAYS
from engine.clock.dates.rule import DateRule
from engine.clock.dates.same_day import USUAL_CUT_OFF, SameDay
from engine.clock.dates.working_time import WORKING_DAYS, WORKING_HOURS
from engine.clock.problems import TermProblem
from engine.text import Text

Unit = Literal["same_day", "working_days", "working_hours", "calendar_days"]
Policy = Literal["reset", "pause", "continue"]
"""What a wait does to the clock: count again from the beginning, stand still, or run on."""

LONGEST = Decimal(10_000)
USUAL_RETURN = Decimal(3)
"""Working days: Decree 61/2018, article 19.4."""
_UNITS: dict[str, Unit] = {unit: unit for unit in get_args(Unit)}
_RULES: dict[str, DateRule] = {
    "working_days": WORKING_DAYS,
    "working_hours": WORKING_HOURS,
    "calendar_days": CALENDAR_DAYS,
}
_WRITTEN = re.compile(rf"(?P<values>[0-9.,+ ]+?) *(?P<unit>{'|'.join(_UNITS)})")


@dataclass(frozen=True)
class Term:
    """A statutory term; ``value`` may have been computed from a quantity by the caller.

    ``phases`` split it by financial obligations (rule C12): each but the first starts at the proof of payment.
    ``extend_max`` and ``max_supplement`` are counts (rules C15, C9), ``reception_hours`` rule R6,
    ``buffer`` working days by which the result must be ready before the due date (rule C18),
    ``last_hours`` the hours before closing in which an acceptance counts from the next working day (rule R7),
    ``return_limit`` the working days in which a dossier may go back for a supplement (rule C7; 0 for no limit).
    """

    value: Decimal
    unit: Unit
    cut_off: time | None = None
    on_supplement: Policy = "reset"
    phases: tuple[Decimal, ...] = ()
    max_supplement: int = 1
    extend_max: int = 1
    reception_hours: Decimal = Decimal(8)
    buffer: Decimal = Decimal(0)
    last_hours: Decimal = Decimal(0)
    return_limit: Decimal = USUAL_RETURN

    def __post_init__(self) -> None:
        if self.unit not in _UNITS or self.on_supplement not in get_args(Policy):
            raise _unreadable(f"{self.unit}, {self.on_supplement}")
        for value in (self.value, *self.phases):
            _check_value(value, self.unit)
        if self.phases and (self.unit == "same_day" or sum(self.phases) != self.value):
            raise TermProblem(Text("Các chặng không cộng đúng bằng thời hạn.", "The phases do not add up to the term."))

    @property
    def parts(self) -> tuple[Decimal, ...]:
        """The phases in order; a term that is not split has one."""
        return self.phases or (self.value,)

    @property
    def rule(self) -> DateRule:
        """The date rule that counts this term."""
        if self.unit == "same_day":
            return SameDay(self.cut_off or USUAL_CUT_OFF)
        return _RULES[self.unit]

    @property
    def extension_rule(self) -> DateRule:
        """The date rule that counts an extension: working hours, except for terms in calendar days."""
        return CALENDAR_DAYS if self.unit == "calendar_days" else WORKING_HOURS

    @property
    def seconds(self) -> int | None:
        """The term as seconds of working time; None for units that are not made of working hours."""
        return working_seconds(self.value, self.unit) if self.unit in ("working_days", "working_hours") else None


def working_seconds(value: Decimal, unit: Literal["working_days", "working_hours"]) -> int:
    """Return ``value`` working days (of eight hours) or working hours as seconds."""
    return (WORKING_DAYS if unit == "working_days" else WORKING_HOURS).seconds(value)


def parse(
    written: str,
    *,
    cut_off: time | None = None,
    on_supplement: Policy = "reset",
    extend_max: int = 1,
    max_supplement: int = 1,
) -> Term:
    """Read ``3 working_days``, ``0.5 working_days``, ``5+3 working_days``, ``20 calendar_days`` or ``same_day``."""
    text = written.strip()
    match = _WRITTEN.fullmatch("1 same_day" if text == "same_day" else text)
    if not match or (match["unit"] == "same_day" and text != "same_day"):
        raise _unreadable(written)
    values = tuple(_number(part, written) for part in match["values"].split("+"))
    return Term(
        value=sum(values, Decimal(0)),
        unit=_UNITS[match["unit"]],
        cut_off=cut_off,
        on_supplement=on_supplement,
        phases=values if len(values) > 1 else (),
        extend_max=extend_max,
        max_supplement=max_supplement,
    )


def _number(part: str, written: str) -> Decimal:
    try:
        return Decimal(part.strip().replace(",", "."))
    except InvalidOperation:
        raise _unreadable(written) from None


def _check_value(value: Decimal, unit: Unit) -> None:
    if not value.is_finite() or not 0 < value <= LONGEST:
        raise TermProblem(
            Text(
                f"Thời hạn {value} phải lớn hơn 0 và không quá {LONGEST}.",
                f"The term {value} must be more than 0 and at most {LONGEST}.",
            )
        )
    if unit == "calendar_days" and value != value.to_integral_value():
        raise TermProblem(
            Text(
                f"Thời hạn {value} tính theo ngày lịch phải là số nguyên.",
                f"{value} calendar days: must be a whole number.",
            )
        )


def _unreadable(written: str) -> TermProblem:
    return TermProblem(
        Text(
            f"Không đọc được thời hạn “{written}”; hãy viết như “3 working_days”, “24 working_hours”, “same_day”, "
            "“20 calendar_days” hoặc “5+3 working_days”.",
            f"Cannot read the term “{written}”; write “3 working_days”, “24 working_hours”, “same_day”, "
            "“20 calendar_days” or “5+3 working_days”.",
        )
    )
