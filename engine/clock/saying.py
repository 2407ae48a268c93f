"""Due dates and remaining time in the words people use: eight-hour days, hours, minutes."""

from __future__ import annotations

from datetime import datetime

from engine.clock.calendars.calendar import DAY_SECONDS
from engine.clock.zone import local
from engine.text import Text

_WEEKDAYS = (
    Text("thứ Hai", "Monday"),
    Text("thứ Ba", "Tuesday"),
    Text("thứ Tư", "Wednesday"),
    Text("thứ Năm", "Thursday"),
    Text("thứ Sáu", "Friday"),
    Text("thứ Bảy", "Saturday"),
    Text("Chủ nhật", "Sunday"),
)
_UNITS = ((DAY_SECONDS, Text("ngày", "day")), (3600, Text("giờ", "hour")), (60, Text("phút", "minute")))


def say_amount(seconds: int) -> Text:
    """Say an amount of working time by its two largest neighbouring units: “1 ngày 3 giờ”, “2 giờ 5 phút”."""
    left, said = abs(seconds), list[Text]()
    for length, name in _UNITS:
        number, left = divmod(left, length)
        if number:
            said.append(Text(f"{number} {name.vi}", f"{number} {name.en}{'s' if number > 1 else ''}"))
        elif said:
            break
    if not said:
        return Text("dưới 1 phút", "less than a minute")
    return Text(" ".join(part.vi for part in said[:2]), " ".join(part.en for part in said[:2]))


def say_remaining(seconds: int) -> Text:
    """Say what is left of a term, or by how much it is exceeded, as working time (8-hour days)."""
    if seconds == 0:
        return Text("Đến hạn", "Due now")
    amount = say_amount(seconds)
    if seconds > 0:
        return Text(f"Còn {amount.vi}", f"{amount.en} left")
    return Text(f"Quá {amount.vi}", f"{amount.en} overdue")


def say_moment(instant: datetime) -> Text:
    """Say an instant as it is printed on a receipt: hour, weekday, date."""
    here = local(instant)
    weekday = _WEEKDAYS[here.weekday()]
    return Text(f"{here:%H:%M} {weekday.vi}, ngày {here:%d/%m/%Y}", f"{weekday.en} {here:%d/%m/%Y}, {here:%H:%M}")


def say_due(due: datetime | None, *, provisional: bool = False) -> Text:
    """Say an appointment; one that crosses an undecided year is marked as provisional."""
    if due is None:
        return Text("Chưa xác định ngày hẹn trả", "No due date yet")
    said = say_moment(due)
    if not provisional:
        return said
    return Text(f"{said.vi} (tạm tính: lịch nghỉ chưa ban hành)", f"{said.en} (provisional: holidays not yet decided)")
