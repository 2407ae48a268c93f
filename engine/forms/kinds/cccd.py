"""`vn.kind` cccd: the 12-digit personal identification number.

Structure (Decree 137/2015/NĐ-CP art. 13, Circular 59/2021/TT-BCA): three digits for the province or country of birth
registration, one for century and sex (0/1 = 1900s man/woman, 2/3 = 2000s), two for the year of birth, six at random.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from engine.forms.dates import today
from engine.forms.field import Field, bare, lower_first
from engine.forms.strings import line
from engine.forms.wrong import Wrong
from engine.text import Text

_PROVINCES: Final = frozenset(
    (1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38)
    + (40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79)
    + (80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96)
)
"""The 63 provinces at the time numbers were given; numbers do not change when provinces merge."""
_LAST_DOMESTIC: Final = 100
"""Numbers above it are countries, for those whose birth was registered abroad."""
_HOW: Final = Text(
    "Nhập số định danh gồm 12 chữ số, ví dụ 001204012345.",
    "Enter the 12-digit personal number, for example 001204012345.",
)
_CHECK: Final = Text(
    "Số định danh này không đúng cấu trúc. Đối chiếu từng chữ số với thẻ căn cước.",
    "This personal number is not built correctly. Compare each digit with the identity card.",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Cccd(Field):
    """Stored as 12 digits."""

    types: ClassVar[tuple[str, ...]] = ("textfield",)
    vn_kind: ClassVar[str] = "cccd"
    inputmode: ClassVar[str] = "numeric"
    autocomplete: ClassVar[str] = "off"
    format_hint: ClassVar[Text | None] = Text("12 chữ số", "12 digits")
    maximum: ClassVar[int] = 20

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The digits, or None. Spaces and points between digits are forgiven."""
        text = line(raw, 60)
        if text is None:
            return None
        digits = text.replace(" ", "").replace(".", "")
        if len(digits) != 12 or not (digits.isascii() and digits.isdigit()):
            raise Wrong(_HOW)
        if not _plausible(digits, now):
            raise Wrong(_CHECK)
        return digits

    def shown(self, value: object, language: str) -> str:
        """As it stands on the card."""
        return self.typed(value)

    def asks(self) -> Text:
        """Asks for the twelve digits."""
        return Text(
            f"Nhập {lower_first(self.label.vi)} gồm 12 chữ số, ví dụ 001204012345.",
            f"Enter “{bare(self.label.en)}”, 12 digits, for example 001204012345.",
        )


def _plausible(digits: str, now: datetime | None) -> bool:
    place, century, year = int(digits[:3]), int(digits[3]), int(digits[4:6])
    if place not in _PROVINCES and place <= _LAST_DOMESTIC:
        return False
    if century > 3:
        return False
    day = today(now)
    return day is None or 1900 + 100 * (century // 2) + year <= day.year
