"""`datetime`: a date, a time, or both, chosen by `subtype`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from engine.forms.dates import read_date, typed_date
from engine.forms.field import Field, bare, lower_first
from engine.forms.kinds.date_vn import DateVn, check_bounds
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.forms.strings import NOT_TEXT, line
from engine.forms.wrong import Wrong
from engine.text import Text

_TIME: Final = re.compile(r"(\d{1,2})\s*(?:[:.hHgG]|giờ)\s*(\d{2})?\s*(?:phút|p)?(?::\d{2})?\Z")
_HOW_TIME: Final = Text(
    "Nhập giờ theo dạng giờ:phút, ví dụ 07:30.", "Enter the time as hours:minutes, for example 07:30."
)


def read_time(text: str) -> str:
    """``7h30``, ``7:30``, ``7 giờ 30`` → ``07:30``. Raises Wrong."""
    found = _TIME.match(text.strip())
    if not found or not text.isprintable() or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Wrong(_HOW_TIME)
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"


@dataclass(frozen=True, kw_only=True, eq=False)
class DateOnly(DateVn):
    """The plain date of form-js is our date."""

    types: ClassVar[tuple[str, ...]] = ("datetime",)
    vn_kind: ClassVar[str] = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class TimeOnly(Field):
    """Stored as HH:MM."""

    maximum: ClassVar[int] = 20
    widget: ClassVar[str] = "text"
    inputmode: ClassVar[str] = "numeric"
    format_hint: ClassVar[Text | None] = Text("Giờ:phút, ví dụ 07:30", "Hours:minutes, for example 07:30")

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The time, or None."""
        text = line(raw, 40)
        return None if text is None else read_time(text)

    def asks(self) -> Text:
        """Asks for the time and says how."""
        return Text(
            f"Nhập {lower_first(self.label.vi)}, ví dụ 07:30.",
            f"Enter “{bare(self.label.en)}”, for example 07:30.",
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class DateAndTime(DateVn):
    """Two boxes; stored as ``2026-03-27T07:30:00+07:00``."""

    types: ClassVar[tuple[str, ...]] = ()
    vn_kind: ClassVar[str] = ""
    widget: ClassVar[str] = "date_time"
    parts: ClassVar[tuple[str, ...]] = ("date", "time")

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The instant in Vietnamese time, or None when both boxes are blank."""
        day_text, time_text = (line(part, 40) for part in split_parts(raw))
        if day_text is None and time_text is None:
            return None
        if day_text is None:
            raise Wrong(Text("Nhập cả ngày, ví dụ 27/03/2026.", "Enter the date too, for example 27/03/2026."), "date")
        if time_text is None:
            raise Wrong(Text("Nhập cả giờ, ví dụ 07:30.", "Enter the time too, for example 07:30."), "time")
        try:
            day = read_date(day_text)
            check_bounds(day, self.not_before, self.not_after, now)
        except Wrong as wrong:
            raise Wrong(wrong.text, "date") from None
        try:
            return f"{day}T{read_time(time_text)}:00+07:00"
        except Wrong as wrong:
            raise Wrong(wrong.text, "time") from None

    def typed(self, value: object) -> str:
        """Both parts in one line."""
        day, hour = split_parts(value)
        return f"{hour or ''} {typed_date(day) if isinstance(day, str) else ''}".strip()

    def shown(self, value: object, language: str) -> str:
        """``07:30 27/03/2026``."""
        return self.typed(value)


def split_parts(raw: object) -> tuple[object, object]:
    """Date and time from the two boxes or from one stored instant. Raises Wrong for other shapes."""
    if raw is None or raw == "":
        return None, None
    if isinstance(raw, dict):
        return raw.get("date"), raw.get("time")
    if isinstance(raw, str):
        day, _, hour = raw[:60].partition("T")
        return day or None, hour[:5] or None
    raise Wrong(NOT_TEXT)


@dataclass(frozen=True, kw_only=True, eq=False)
class DateTimeField(Field):
    """Reads `subtype` and gives the kind it names."""

    types: ClassVar[tuple[str, ...]] = ("datetime",)

    @classmethod
    def read(cls, reader: Reader, properties: Properties) -> Any:
        """One of the three kinds above."""
        subtype = reader.text("subtype") or "date"
        kinds: dict[str, type[Field]] = {"date": DateOnly, "time": TimeOnly, "datetime": DateAndTime}
        if subtype not in kinds:
            reader.complain(
                "subtype",
                Text(f"Không có loại ngày giờ “{subtype}”.", f"There is no kind of date “{subtype}”."),
                Text("Dùng date, time hoặc datetime.", "Use date, time or datetime."),
            )
        kind = kinds.get(subtype, DateOnly)
        named = reader
        if not reader.text("label"):
            label = reader.text("dateLabel") or reader.text("timeLabel")
            named = Reader({**reader.data, "label": label}, reader.path, reader.problems)
        return kind(**kind.common(named, properties))
