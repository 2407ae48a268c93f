"""How long a step may take, in words: "0,5 ngày làm việc", "Giờ hành chính", "Tính chung với dòng 3"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

CASE_BAND: Final = "Trường hợp: "
"""Begins the row across the table behind which the steps of one case stand."""
_UNITS: Final = {"working_hours": "giờ làm việc", "working_days": "ngày làm việc"}
_WORDS: Final = {"office_hours": "Giờ hành chính", "excluded": "Không tính thời gian"}
_WITH: Final = re.compile(r"^Tính chung với dòng (\d{1,4})$")


def say_amount(amount: Decimal | None, unit: str) -> str:
    """``0,5 ngày làm việc``; "" without an amount."""
    return f"{comma(amount)} {_UNITS.get(unit, unit)}" if amount is not None else ""


def say_time(amount: Decimal | None, unit: str, count: str) -> str:
    """The time of one step; a limit that does not count stands in brackets behind the words."""
    said = say_amount(amount, unit)
    words = _WORDS.get(count)
    if words is None:
        return said
    return f"{words} ({said})" if said else words


def say_shared(row: int) -> str:
    """The time of a step that shares the one printed in table row ``row`` (steps counted from 1)."""
    return f"Tính chung với dòng {row}"


def heard_shared(text: str) -> int | None:
    """The row ``say_shared`` named, None for any other text."""
    found = _WITH.match(" ".join(text.split()))
    return int(found[1]) if found else None


def comma(value: Decimal) -> str:
    """A decimal as Vietnamese print it: 0,5."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
