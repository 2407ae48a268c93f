"""How official papers write things: instants, days, places, money, in Vietnamese only."""

from __future__ import annotations

import re
from datetime import date, datetime

from engine.platform.time import local

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_PLACE = re.compile(r"^(?:UBND|Ủy ban nhân dân) (?:xã|phường|đặc khu|tỉnh|thành phố) ", re.IGNORECASE)


def moment(at: datetime | None) -> str:
    """«09 giờ 00 phút, Thứ Hai, 07/12/2026»; empty without an instant."""
    if at is None:
        return ""
    here = local(at)
    return f"{here:%H} giờ {here:%M} phút, {_WEEKDAYS[here.weekday()]}, {here:%d/%m/%Y}"


def short(at: datetime | None) -> str:
    """«09:00 07/12/2026», for narrow columns."""
    return f"{local(at):%H:%M %d/%m/%Y}" if at else ""


def day(of: date) -> str:
    """«07/12/2026»."""
    return f"{of:%d/%m/%Y}"


def place(unit_name: str) -> str:
    """The place an agency sits at, by its name: «UBND xã An Bình» is in «An Bình»."""
    return _PLACE.sub("", unit_name)


def place_and_day(unit_name: str, at: datetime) -> str:
    """«An Bình, ngày 07 tháng 12 năm 2026»."""
    here = local(at)
    return f"{place(unit_name)}, ngày {here:%d} tháng {here:%m} năm {here:%Y}"


def money(amount: int) -> str:
    """«16.000 đồng»."""
    return f"{amount:,}".replace(",", ".") + " đồng"
