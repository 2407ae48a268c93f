"""What calendars are called, and what their days are, in words."""

from __future__ import annotations

from engine.organisation.calendars.book import Book
from engine.text import Text

_SHIPPED = {
    "vn": Text("Giờ hành chính (8–12, 13–17)", "Office hours (8–12, 13–17)"),
    "vn-ward-0730-sat": Text(
        "Giờ hành chính từ 7:30, có sáng thứ Bảy", "Office hours from 7:30, with Saturday mornings"
    ),
    "standard-8-12-13-17": Text("Không nghỉ lễ (8–12, 13–17)", "No holidays (8–12, 13–17)"),
    "ward-0730-sat": Text("Không nghỉ lễ, từ 7:30, có sáng thứ Bảy", "No holidays, from 7:30, Saturday mornings"),
}
WEEKDAYS = {
    "mon": Text("Thứ Hai", "Monday"),
    "tue": Text("Thứ Ba", "Tuesday"),
    "wed": Text("Thứ Tư", "Wednesday"),
    "thu": Text("Thứ Năm", "Thursday"),
    "fri": Text("Thứ Sáu", "Friday"),
    "sat": Text("Thứ Bảy", "Saturday"),
    "sun": Text("Chủ nhật", "Sunday"),
}
_ENGLISH = "January February March April May June July August September October November December"
MONTHS = tuple(Text(f"Tháng {number}", name) for number, name in enumerate(_ENGLISH.split(), 1))


def title(book: Book, name: str) -> Text:
    """A calendar's title: its own, or the shipped one's."""
    said = book.calendars.get(name, {}).get("title")
    return Text(str(said), str(said)) if said else _SHIPPED.get(name, Text(name, name))
