"""Days typed into forms: a date field sends ISO, people type 23/11/2026."""

from __future__ import annotations

from datetime import date, datetime, time

from engine.platform.errors import Invalid
from engine.platform.time import VIETNAM
from engine.text import Text

_FIRST_YEAR, _YEARS_AHEAD = 2000, 5


def first_moment(typed: str, today: date, field: str) -> datetime:
    """The first moment of the day typed, in Viet Nam. Raises ``Invalid`` at ``field``."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(typed.strip(), pattern).date()
        except ValueError:
            continue
        if _FIRST_YEAR <= day.year <= today.year + _YEARS_AHEAD:
            return datetime.combine(day, time(), VIETNAM)
    raise Invalid(
        Text("Ngày hiệu lực chưa đúng.", "The effective date is not right."),
        Text("Nhập ngày như 23/11/2026.", "Enter a day such as 23/11/2026."),
        field,
    )
