"""The proleptic Gregorian calendar for any year, in whole numbers (Python's own stops at 1 and 9999)."""

from __future__ import annotations

YEAR_LIMIT = 999_999_999
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1 January 1970 (negative before)."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def from_day_number(number: int) -> tuple[int, int, int]:
    """The year, month and day of a count of days since 1 January 1970."""
    era, of_era = divmod(number + 719468, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return year + era * 400 + (month <= 2), month, day


def weekday(year: int, month: int, day: int) -> int:
    """1 for Monday … 7 for Sunday."""
    return (day_number(year, month, day) + 3) % 7 + 1


def day_of_year(year: int, month: int, day: int) -> int:
    """1 for 1 January."""
    return day_number(year, month, day) - day_number(year, 1, 1) + 1


def week_of_year(year: int, month: int, day: int) -> int:
    """The ISO 8601 week number."""
    thursday = day_number(year, month, day) + 4 - weekday(year, month, day)
    its_year = from_day_number(thursday)[0]
    return (thursday - day_number(its_year, 1, 1)) // 7 + 1


def valid(year: int, month: int, day: int) -> bool:
    """Whether such a day exists."""
    return abs(year) <= YEAR_LIMIT and 1 <= month <= 12 and 1 <= day <= days_in(year, month)


def add_months(year: int, month: int, day: int, months: int) -> tuple[int, int, int] | None:
    """The same day so many months later, or the last day of that month; None beyond the calendar."""
    new_year, index = divmod(year * 12 + month - 1 + months, 12)
    if abs(new_year) > YEAR_LIMIT:
        return None
    return new_year, index + 1, min(day, days_in(new_year, index + 1))
