"""How a due date is told: what each day counted or why it did not, and how much of the term is used."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from admin_ui.components import clock as told
from engine import clock

VN = clock.builtin("vn")
FRIDAY = datetime(2026, 12, 4, 14, 0, tzinfo=clock.VIETNAM)


def assessment(value: int) -> clock.Assessment:
    term = clock.Term(value=Decimal(value), unit="working_days", cut_off=None, on_supplement="reset")
    return clock.assess(term, [clock.ClockEvent(kind="accepted", at=FRIDAY, rule="C1")], VN, FRIDAY)


def test_days_off_say_why_they_do_not_count() -> None:
    days = told.of_dossier(assessment(2), 16 * 3600).days

    assert [day.on.day for day in days] == [4, 5, 6, 7, 8]
    assert [day.seconds // 3600 for day in days] == [3, 0, 0, 8, 5]
    assert days[1].why is not None
    assert days[1].why.vi == "Nghỉ hằng tuần"


@pytest.mark.parametrize(
    ("left", "parts"),
    [(16, [("ok", 0.0)]), (4, [("ok", 0.75)]), (0, [("ok", 1.0)]), (-16, [("ok", 0.5), ("late", 0.5)])],
)
def test_the_bar_shows_what_is_used_and_by_how_much_it_is_exceeded(left: int, parts: list[tuple[str, float]]) -> None:
    assert told.of_dossier(assessment(2), left * 3600).parts == parts


def test_a_clock_that_stands_still_has_no_bar() -> None:
    assert told.of_dossier(assessment(2), None).total == 0


def test_without_a_term_there_is_nothing_to_tell() -> None:
    assert told.of_dossier(None, None) == told.Told()
    assert told.of_step(None, None) == told.Told()


def test_the_days_are_weeks_of_a_wall_calendar() -> None:
    weeks = told.of_dossier(assessment(2), 16 * 3600).weeks
    assert [[day.on.day if day else None for day in week] for week in weeks] == [
        [None, None, None, None, 4, 5, 6],
        [7, 8, None, None, None, None, None],
    ]
    assert [day.short.vi for day in weeks[0][4:] if day] == ["3g", "–", "–"]
    assert told.of_dossier(None, None).weeks == []


def test_days_off_other_than_the_weekly_rest_are_told_by_name() -> None:
    tet = datetime(2026, 2, 13, 8, 0, tzinfo=clock.VIETNAM)
    assessed = clock.assess(clock.parse("3 working_days"), [clock.ClockEvent("accepted", tet)], VN)
    notable = told.of_dossier(assessed, None).notable
    assert {day.on.day for day in notable} >= {16, 17, 18, 19, 20}
    assert all(day.why and "hằng tuần" not in day.why.vi for day in notable)
