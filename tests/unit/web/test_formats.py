"""Numbers, money, days and hours as Vietnamese and English readers write them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask, g

from admin_ui.web import numbers, times

NOON = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # 16:30 in Viet Nam, "today" of the test application


@pytest.fixture(params=["vi", "en"])
def speaking(app: Flask, request: pytest.FixtureRequest) -> Iterator[str]:
    with app.test_request_context("/"):
        g.language = request.param
        yield request.param


def pick(speaking: str, vi: str, en: str) -> str:
    return en if speaking == "en" else vi


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (1234, "1.234", "1,234"),
        (Decimal("4.5"), "4,5", "4.5"),
        (Decimal("1234567.250"), "1.234.567,25", "1,234,567.25"),
        (Decimal("80.0"), "80", "80"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (-12.5, "-12,5", "-12.5"),
    ],
)
def test_numbers(speaking: str, value: Decimal, vi: str, en: str) -> None:
    assert numbers.number(value) == pick(speaking, vi, en)


def test_money(speaking: str) -> None:
    assert numbers.money(1_500_000) == pick(speaking, "1.500.000\u00a0đ", "1,500,000\u00a0VND")


def test_days_and_hours_are_those_of_viet_nam(speaking: str) -> None:
    late = datetime(2026, 11, 23, 17, 5, tzinfo=UTC)  # already the 24th there

    assert times.day(late) == pick(speaking, "24/11/2026", "24 November 2026")
    assert times.hour(late) == "00:05"
    assert times.day_hour(NOON) == pick(speaking, "23/11/2026, 16:30", "23 November 2026, 16:30")
    assert times.weekday(date(2026, 11, 29)) == pick(speaking, "Chủ Nhật, 29/11/2026", "Sunday, 29 November 2026")


@pytest.mark.parametrize(
    ("at", "vi", "en"),
    [
        (NOON, "hôm nay, 16:30", "today, 16:30"),
        (datetime(2026, 11, 24, 1, tzinfo=UTC), "ngày mai, 08:00", "tomorrow, 08:00"),
        (datetime(2026, 11, 22, 1, tzinfo=UTC), "hôm qua, 08:00", "yesterday, 08:00"),
        (datetime(2026, 11, 25, 4, 30, tzinfo=UTC), "25/11, 11:30", "25 November, 11:30"),
        (datetime(2027, 1, 4, 1, tzinfo=UTC), "04/01/2027, 08:00", "4 January 2027, 08:00"),
    ],
)
def test_appointments_are_said_as_near_people_say_them(speaking: str, at: datetime, vi: str, en: str) -> None:
    assert times.appointment(at) == pick(speaking, vi, en)


def test_what_is_not_known_is_left_empty(speaking: str) -> None:
    assert times.day(None) == times.hour(None) == times.day_hour(None) == times.weekday(None) == ""
    assert times.appointment(None) == ""


def test_machines_read_iso(speaking: str) -> None:
    assert times.machine(NOON) == "2026-11-23T16:30+07:00"
    assert times.machine(date(2026, 11, 23)) == "2026-11-23"
