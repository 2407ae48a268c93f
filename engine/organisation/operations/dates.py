"""Checks on the days of dated rows, said the same way everywhere."""

from __future__ import annotations

from datetime import date

from engine.platform.errors import Invalid
from engine.text import Text


def in_order(valid_from: date, valid_to: date | None) -> None:
    """Raise Invalid unless the period has at least one day (``valid_to`` is the first day that no longer counts)."""
    if valid_to is not None and valid_to <= valid_from:
        raise Invalid(
            Text("Ngày kết thúc phải sau ngày bắt đầu.", "The last day must come after the first."),
            Text("Sửa lại một trong hai ngày.", "Correct one of the two days."),
            "valid_to",
        )
