"""From the value of a timer's expression to one absolute instant."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from engine import feel
from engine.spiff.errors import StepFailure
from engine.text import Text

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_SUM = "bat_dau + khoang"


def instant(value: Any, now: datetime) -> datetime:
    """``value`` as an instant: a date and time as it is, a date at its local midnight, a duration from ``now``."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=LOCAL)
    if isinstance(value, date):
        return datetime.combine(value, time(), LOCAL)
    later = feel.evaluate(_SUM, {"bat_dau": now, "khoang": value}).value
    if isinstance(later, datetime):
        return later
    raise StepFailure(
        "bad_timer",
        Text(
            "Biểu thức thời gian không cho ra một khoảng thời gian hoặc một thời điểm.",
            "The timer's expression gives neither a duration nor an instant.",
        ),
    )
