"""Terms: how they are written, and which cannot be."""

from datetime import time
from decimal import Decimal

import pytest

from engine.clock import Term, TermProblem, parse, say_term


@pytest.mark.parametrize(
    ("written", "parts", "unit"),
    [
        ("3 working_days", [3], "working_days"),
        ("24 working_hours", [24], "working_hours"),
        ("20 calendar_days", [20], "calendar_days"),
        ("5+3 working_days", [5, 3], "working_days"),
        ("0.5 working_days", ["0.5"], "working_days"),
        ("4,5 + 3 working_days", ["4.5", 3], "working_days"),
        (" same_day ", [1], "same_day"),
    ],
)
def test_terms_as_people_write_them(written: str, parts: list[object], unit: str):
    term = parse(written)
    assert (list(term.parts), term.unit) == ([Decimal(str(part)) for part in parts], unit)
    assert term.value == sum(term.parts)


@pytest.mark.parametrize(
    "written",
    [
        "", "3", "3 days", "working_days", "-1 working_days", "0 working_days", "3++3 working_days", "1 same_day",
        "1.5 calendar_days", "1e9 working_days", "20000 working_days", "three working_days", "3 working_days 2",
    ],
)  # fmt: skip
def test_unreadable_or_impossible_terms_are_refused(written: str):
    with pytest.raises(TermProblem):
        parse(written)


def test_a_term_that_never_ends_is_refused():
    with pytest.raises(TermProblem):
        Term(Decimal("Infinity"), "working_days")


def test_phases_must_add_up():
    with pytest.raises(TermProblem, match="không cộng đúng"):
        Term(Decimal(9), "working_days", phases=(Decimal(5), Decimal(3)))


def test_a_same_day_term_has_no_phases():
    with pytest.raises(TermProblem):
        Term(Decimal(2), "same_day", phases=(Decimal(1), Decimal(1)))


def test_an_unknown_unit_or_policy_is_refused():
    with pytest.raises(TermProblem):
        Term(Decimal(1), "weeks")
    with pytest.raises(TermProblem):
        Term(Decimal(1), "working_days", on_supplement="forget")


def test_only_working_time_is_a_sum_of_seconds():
    assert parse("1.5 working_days").seconds == 12 * 3600
    assert parse("5 calendar_days").seconds is None
    assert parse("same_day", cut_off=time(16)).seconds is None


@pytest.mark.parametrize(
    ("written", "vi", "en"),
    [
        ("same_day", "trong ngày", "the same day"),
        ("10 working_days", "10 ngày làm việc", "10 working days"),
        ("4.5+3 working_days", "4,5 + 3 ngày làm việc", "4.5 + 3 working days"),
        ("20 calendar_days", "20 ngày", "20 calendar days"),
    ],
)
def test_terms_are_said_as_decisions_write_them(written: str, vi: str, en: str):
    assert say_term(parse(written)) == (vi, en)
