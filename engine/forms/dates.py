"""Reads dates as Vietnamese clerks type them (27/3/2026, 27-03-2026, 27032026, 3/2026, 2026) into ISO, and back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from engine.forms.wrong import Wrong
from engine.text import Text

VIETNAM: Final = timezone(timedelta(hours=7))
EARLIEST: Final = 1800
LATEST: Final = 2200
_DAY: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\Z")
_DAY_RUN: Final = re.compile(r"(\d{2})(\d{2})(\d{4})\Z")
_MONTH: Final = re.compile(r"(\d{1,2})[/.\- ](\d{4})\Z")
_YEAR: Final = re.compile(r"(\d{4})\Z")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?\Z")

PRECISIONS: Final = ("day", "month", "year")

_HOW: Final = {
    "day": Text(
        "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 27/03/2026.",
        "Enter the date as day/month/year, for example 27/03/2026.",
    ),
    "month": Text(
        "Nhập ngày/tháng/năm (27/03/2026) hoặc tháng/năm (03/2026).",
        "Enter day/month/year (27/03/2026) or month/year (03/2026).",
    ),
    "year": Text(
        "Nhập ngày/tháng/năm (27/03/2026), tháng/năm (03/2026) hoặc chỉ năm (2026).",
        "Enter day/month/year (27/03/2026), month/year (03/2026) or only the year (2026).",
    ),
}


def read_date(text: str, precision: str = "day") -> str:
    """ISO ``YYYY-MM-DD``, or ``YYYY-MM`` / ``YYYY`` when ``precision`` allows it. Raises Wrong."""
    parts = _parts(text.strip())
    if parts is None or len(parts) < 3 - PRECISIONS.index(precision):
        raise Wrong(_HOW[precision])
    year, month, day = (*parts, 1, 1)[:3]
    if not EARLIEST <= year <= LATEST:
        raise Wrong(
            Text(
                f"Kiểm tra lại năm {year}: phải gồm 4 chữ số, ví dụ 1990.",
                f"Check the year {year}: four digits, such as 1990.",
            )
        )
    try:
        date(year, month, day)
    except ValueError:
        raise Wrong(
            Text(
                f"Không có ngày {text} trong lịch. Kiểm tra lại ngày và tháng.",
                f"There is no day {text}. Check day and month.",
            )
        ) from None
    return "-".join([f"{year:04d}", f"{month:02d}", f"{day:02d}"][: len(parts)])


def _parts(text: str) -> tuple[int, ...] | None:
    """Year, month, day as far as given."""
    iso = _ISO.match(text)
    if iso:
        return tuple(int(part) for part in iso.groups() if part is not None)
    for pattern in (_DAY, _DAY_RUN, _MONTH, _YEAR):
        found = pattern.match(text)
        if found and text.isascii():
            return tuple(int(part) for part in reversed(found.groups()))
    return None


def typed_date(value: str) -> str:
    """ISO → 27/03/2026, 03/2026 or 2026; anything else unchanged."""
    found = _ISO.match(value)
    if not found:
        return value
    return "/".join(part for part in (found[3], found[2], found[1]) if part)


def today(now: datetime | None) -> date | None:
    """The day in Vietnam at ``now``."""
    return None if now is None else (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(VIETNAM).date()
