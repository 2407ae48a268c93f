"""The sentences an explanation is made of."""

from __future__ import annotations

from datetime import date

from engine.clock.calendars.days import Day
from engine.text import Text

WORKED = Text("Giờ làm việc", "Working hours")
BREAK = Text("Nghỉ giữa giờ", "Midday break")
CLOSED = Text("Ngoài giờ làm việc", "Outside working hours")
REST = Text("Nghỉ hằng tuần", "Weekly rest")
FIRST_DAY = Text(
    "Ngày tiếp nhận không tính vào thời hạn (Điều 147 Bộ luật Dân sự 2015)",
    "The day of acceptance does not count (Civil Code 2015, art. 147)",
)
LAST_DAY_OFF = Text(
    "Ngày cuối của thời hạn là ngày nghỉ: thời hạn kết thúc vào cuối ngày làm việc tiếp theo "
    "(Điều 148 Bộ luật Dân sự 2015)",
    "The last day is a day off: the term ends with the next working day (Civil Code 2015, art. 148)",
)
AFTER_CUT_OFF = Text(
    "Tiếp nhận sau giờ chốt trong ngày: trả kết quả vào ngày làm việc tiếp theo",
    "Accepted after the daily cut-off: the result is due on the next working day",
)
LAST_HOURS = Text(
    "Tiếp nhận sát giờ đóng cửa: thời hạn tính từ đầu ngày làm việc tiếp theo",
    "Accepted shortly before closing: the term counts from the beginning of the next working day",
)
ANNULLED = Text(
    "Không còn tính: thời hạn được tính lại từ đầu sau khi bổ sung hồ sơ (Điều 19 Nghị định 61/2018/NĐ-CP)",
    "No longer counted: the term runs again from the beginning after the supplement (Decree 61/2018, art. 19)",
)
OVERDUE = Text("Quá hạn: thời hạn đã hết", "Overdue: the term is used up")
BETWEEN_PHASES = Text(
    "Chờ chứng từ nộp tiền để bắt đầu chặng tiếp theo", "Waiting for proof of payment to begin the next phase"
)
EXTENDED = Text("Thời gian được gia hạn một lần", "Time added by the one extension")


def worked(day: Day) -> Text:
    """Say why working hours of ``day`` count."""
    if day.kind == "swapped" and day.reason:
        return Text(f"Giờ làm việc ({day.reason.vi})", f"Working hours ({day.reason.en})")
    return WORKED


def closed(day: Day) -> Text:
    """Say why the office is shut before and after the working hours of ``day``."""
    return day.reason if day.kind == "special" and day.reason else CLOSED


def day_off(day: Day) -> Text:
    """Say why nobody works on ``day``."""
    return day.reason or REST


def calendar_day(number: int, day: date) -> Text:
    """Say which day of a term counted in calendar days ``day`` is."""
    return Text(f"Ngày thứ {number} của thời hạn ({day:%d/%m})", f"Day {number} of the term ({day:%d/%m})")
