"""Rule C15 in days: until when an apology is in time, and which new dates promise something."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from engine import clock
from engine.dossiers.papers.lateness import last_day, promise
from engine.platform.errors import Invalid
from engine.platform.time import VIETNAM

OFFICE = clock.builtin("vn")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of December 2026: the 7th is a Monday."""
    return datetime(2026, 12, day, hour, minute, tzinfo=VIETNAM)


def test_a_letter_about_wednesday_is_in_time_on_tuesday() -> None:
    due = at(9, 10)
    assert last_day(OFFICE, due) == date(2026, 12, 8)
    assert not promise(OFFICE, due, date(2026, 12, 11), at(8, 16)).late
    assert promise(OFFICE, due, date(2026, 12, 11), at(9, 8)).late


def test_a_letter_about_monday_must_go_out_on_friday() -> None:
    due = at(14, 10)
    assert last_day(OFFICE, due) == date(2026, 12, 11)
    assert promise(OFFICE, due, date(2026, 12, 16), at(12, 9)).late


def test_the_new_date_keeps_the_hour_of_the_old_one() -> None:
    assert promise(OFFICE, at(9, 10, 30), date(2026, 12, 11), at(7, 9)).at == at(11, 10, 30)


@pytest.mark.parametrize("day", [13, 9, 8])
def test_a_day_off_or_not_after_the_present_date_promises_nothing(day: int) -> None:
    with pytest.raises(Invalid):
        promise(OFFICE, at(9, 10), date(2026, 12, day), at(7, 9))
