"""Dates, times, zones and durations, with golden values from the calendar and from the standard."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from engine import feel

PRINTED = [
    ('@"2025-01-31" + @"P1M"', "2025-02-28"),
    ('@"2024-01-31" + @"P1M"', "2024-02-29"),
    ('@"2024-02-29" + @"P1Y"', "2025-02-28"),
    ('@"2025-03-31" - @"P1M"', "2025-02-28"),
    ('@"2025-01-01" + @"P1D"', "2025-01-02"),
    ('@"2025-01-01" + @"PT23H"', "2025-01-01"),
    ('@"2025-01-01" - @"PT1H"', "2024-12-31"),
    ('@"2025-01-01T23:30:00" + @"PT45M"', "2025-01-02T00:15:00"),
    ('@"23:30:00" + @"PT45M"', "00:15:00"),
    ('@"00:15:00+07:00" - @"PT45M"', "23:30:00+07:00"),
    ('@"2025-03-30T01:30:00@Europe/Paris" + @"PT1H"', "2025-03-30T03:30:00@Europe/Paris"),
    ('@"2025-07-01T08:00:00@Asia/Ho_Chi_Minh" - @"2025-07-01T00:00:00Z"', "PT1H"),
    ('@"2025-07-01" - @"2025-06-01"', "P30D"),
    ('@"10:00:00" - @"11:30:00"', "-PT1H30M"),
    ('date("-2016-01-30")', "-2016-01-30"),
    ('date("999999999-12-31")', "999999999-12-31"),
    ('date("12345-01-31") + @"P1M"', "12345-02-28"),
    ('date and time("99999-12-31T23:59:59") + @"PT1S"', "100000-01-01T00:00:00"),
    ("date(-105, 8, 2)", "-0105-08-02"),
    ('time("10:30:00.123456789")', "10:30:00.123456789"),
    ('time("10:30:00.500")', "10:30:00.5"),
    ('time(11, 59, 45, duration("PT2H45M55S"))', "11:59:45+02:45:55"),
    ('time(11, 59, 45.5, duration("-PT2H"))', "11:59:45.5-02:00"),
    ('time(date("2017-08-10"))', "00:00:00Z"),
    ('time(date and time("2017-08-10T10:20:00@Europe/Paris"))', "10:20:00@Europe/Paris"),
    ('date and time("2025-07-01")', "2025-07-01T00:00:00"),
    ('date and time(2025, 7, 1, 8, 30, 0, "Asia/Ho_Chi_Minh")', "2025-07-01T08:30:00@Asia/Ho_Chi_Minh"),
    ('date and time(2025, 7, 1, 8, 30, 0, @"PT7H")', "2025-07-01T08:30:00+07:00"),
    ('date and time(@"2025-07-01", @"08:30:00+07:00")', "2025-07-01T08:30:00+07:00"),
    ('@"P1Y" * 1.5', "P1Y6M"),
    ('@"P1D" / 2', "PT12H"),
    ('@"PT36H" / @"P1D"', "1.5"),
    ('@"P10Y" - @"P3M"', "P9Y9M"),
    ('-@"P1DT2H"', "-P1DT2H"),
    ('@"PT0.5S" * 3', "PT1.5S"),
    ('duration("PT555M")', "PT9H15M"),
    ('duration("P0M")', "P0M"),
    ('duration("PT0S")', "PT0S"),
    ('abs(@"-P1Y2M")', "P1Y2M"),
    ('years and months duration(@"2014-12-31", @"2019-10-01")', "P4Y9M"),
    ('years and months duration(@"2013-08-24", @"2011-12-22")', "-P1Y8M"),
    ('@"2025-07-01".weekday', "2"),
    ('@"2025-07-01T10:00:00+05:00".time offset', "PT5H"),
    ('@"2025-07-01T10:00:00@Asia/Ho_Chi_Minh".timezone', "Asia/Ho_Chi_Minh"),
    ('@"10:00:01.25".second', "1.25"),
    ('@"-P1DT2H".hours', "-2"),
    ('day of week(date("1975-04-30"))', "Wednesday"),
    ('week of year(@"2005-01-01")', "53"),
    ('count(for d in @"2025-02-27"..@"2025-03-02" return d)', "4"),
    ("string(for i in 3..1 return i)", "[3, 2, 1]"),
]

NOTHING = [
    'date("2025-02-30")',
    'date("998-12-31")',
    'date("01211-12-31")',
    'date("+2012-12-02")',
    'date("2012-12-25T")',
    'date("2012-1-5")',
    "date(2016, 13, 1)",
    "date(1000000000, 1, 1)",
    'time("24:00:00")',
    'time("10:60:00")',
    'time("1:00:00")',
    'time("10:00:00+19:00")',
    'time("10:00:00@Mars/Olympus")',
    'time("10:00:00@../../etc/passwd")',
    'time("10:00:00+02:00@Europe/Paris")',
    'date and time("2017-12-31 10:15:30")',
    'date and time("2017-12-31T10:15")',
    'duration("P")',
    'duration("PT")',
    'duration("P1Y2M3D")',
    'duration("P1D2H")',
    'duration("1Y")',
    'date("2025-01-01") + date("2025-01-01")',
    'date and time("2025-01-01T00:00:00") - date and time("2025-01-01T00:00:00Z")',
    "-date(2025, 1, 1)",
]


@pytest.mark.parametrize(("source", "printed"), PRINTED)
def test_the_value_prints_as_iso(source: str, printed: str) -> None:
    assert str(feel.evaluate(f"string({source})").value) == printed


@pytest.mark.parametrize("source", NOTHING)
def test_what_does_not_exist_is_null(source: str) -> None:
    result = feel.evaluate(source)
    assert result.value is None
    assert result.warnings


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('@"2025-07-01T08:00:00+07:00" = @"2025-07-01T01:00:00Z"', True),
        ('@"2025-07-01T08:00:00@Asia/Ho_Chi_Minh" = @"2025-07-01T01:00:00Z"', True),
        ('is(@"2025-07-01T08:00:00+07:00", @"2025-07-01T01:00:00Z")', False),
        ('@"2025-07-01T08:00:00" < @"2025-07-01T08:00:01Z"', True),
        ('@"08:00:00+07:00" < @"02:00:00Z"', True),
        ('@"2025-07-01" < @"2025-07-01T00:00:01"', None),
        ('@"P1Y" < @"P400D"', None),
        ('@"PT24H" = @"P1D"', True),
        ('date("-0001-12-31") < date("0001-01-01")', True),
        ('date("10000-01-01") > date("9999-12-31")', True),
        ('time("10:00:00.000000001") > time("10:00:00")', True),
    ],
)
def test_moments_compare_on_one_time_line(source: str, value: bool | None) -> None:
    assert feel.evaluate(source).value is value


def test_the_clock_is_injected_and_read_in_vietnam() -> None:
    late = datetime(2025, 6, 30, 20, 0, tzinfo=UTC)
    assert feel.evaluate("today()", {}, now=late).value == date(2025, 7, 1)
    assert str(feel.evaluate("string(now())", {}, now=late).value) == "2025-07-01T03:00:00@Asia/Ho_Chi_Minh"
    assert feel.evaluate("now() = now()", {}).value is True


def test_values_are_pythons_own_where_python_can_hold_them() -> None:
    assert feel.evaluate('date("2025-07-01")').value == date(2025, 7, 1)
    assert feel.evaluate('date and time("2025-07-01T08:00:00Z")').value == datetime(2025, 7, 1, 8, tzinfo=UTC)
    assert isinstance(feel.evaluate('duration("P1D")').value, feel.DayTimeDuration)
    assert isinstance(feel.evaluate('duration("P1Y")').value, feel.YearMonthDuration)
    assert isinstance(feel.evaluate("[1..2]").value, feel.Range)
    assert isinstance(feel.evaluate("function(a) a").value, feel.Function)
