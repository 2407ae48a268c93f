"""The explanation kept with a step's due date is the explanation it was made by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from engine import clock
from engine.dossiers import deadlines

MONDAY = datetime(2026, 4, 27, 1, 0, 13, tzinfo=UTC)
"""The week of two holidays: 30 April and 1 May."""


@pytest.mark.parametrize("hours", ["0.5", "4", "8", "40", "240"])
@pytest.mark.parametrize("opened", [MONDAY, MONDAY + timedelta(hours=9), MONDAY + timedelta(days=5)])
def test_an_explanation_comes_back_as_it_was(hours: str, opened: datetime) -> None:
    due = clock.step_due(opened, Decimal(hours), "working_hours", clock.builtin("vn"))
    kept = deadlines.as_data(due)
    assert deadlines.explained(kept) == due.explanation
    assert sum(part.counted_seconds for part in deadlines.explained(kept)) == int(Decimal(hours) * 3600)


def test_every_reason_is_written_once() -> None:
    due = clock.step_due(MONDAY, Decimal(80), "working_hours", clock.builtin("vn"))
    reasons = deadlines.as_data(due)["reasons"]
    assert len(reasons) == len({tuple(reason) for reason in reasons}) < len(due.explanation)
