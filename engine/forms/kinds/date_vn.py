"""`vn.kind` date_vn, and `datetime` with a date alone: one text box for day/month/year, stored as ISO.

One box, not three: clerks type a date in one go from a paper, and can paste it. ``vn.partial`` = month or year also
takes less than a whole date, as on papers of people who know only their year of birth. ``vn.notAfter`` and
``vn.notBefore`` take an ISO date or ``today``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from engine.forms.dates import PRECISIONS, read_date, today, typed_date
from engine.forms.field import Field, bare, lower_first
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.forms.strings import line
from engine.forms.wrong import Wrong
from engine.text import Text

_SHORT: Final = {"": "day", "true": "year", "false": "day"}
"""``vn.partial`` = true is short for: the year alone is enough."""
_EXAMPLE: Final = {
    "day": Text("27/03/2026", "27/03/2026"),
    "month": Text("27/03/2026 hoặc 03/2026", "27/03/2026 or 03/2026"),
    "year": Text("27/03/2026, 03/2026 hoặc 2026", "27/03/2026, 03/2026 or 2026"),
}


@dataclass(frozen=True, kw_only=True, eq=False)
class DateVn(Field):
    """A date, whole or in part."""

    types: ClassVar[tuple[str, ...]] = ("textfield", "datetime")
    vn_kind: ClassVar[str] = "date_vn"
    widget: ClassVar[str] = "date"
    inputmode: ClassVar[str] = "numeric"

    partial: str
    """The least that must be known: day, month or year."""
    not_before: str
    not_after: str

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds precision and bounds."""
        partial = _SHORT.get(properties.get("vn.partial"), properties.get("vn.partial"))
        if partial not in PRECISIONS:
            reader.complain(
                "properties.vn.partial",
                Text(f"“{partial}” không phải mức độ chi tiết của ngày.", f"“{partial}” is no precision of a date."),
                Text("Ghi day, month hoặc year.", "Write day, month or year."),
            )
            partial = "day"
        not_after = properties.get("vn.notAfter")
        not_before = properties.get("vn.notBefore") or ("today" if reader.flag("disallowPassedDates") else "")
        for name, bound in (("vn.notAfter", not_after), ("vn.notBefore", not_before)):
            _check_bound(reader, name, bound)
        return {
            **super().common(reader, properties),
            "partial": partial,
            "not_before": not_before,
            "not_after": not_after,
        }

    def format_help(self) -> Text | None:
        """Always said: a date is the answer most often written in another order."""
        vi, en = _EXAMPLE[self.partial]
        return Text(f"Ngày/tháng/năm, ví dụ {vi}.", f"Day/month/year, for example {en}.")

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The ISO date, or None."""
        text = line(raw, 40)
        if text is None:
            return None
        value = read_date(text, self.partial)
        check_bounds(value, self.not_before, self.not_after, now)
        return value

    def typed(self, value: object) -> str:
        """Day first."""
        return typed_date(value) if isinstance(value, str) else ""

    def asks(self) -> Text:
        """Asks for the date and says how."""
        vi, en = _EXAMPLE[self.partial]
        return Text(
            f"Nhập {lower_first(self.label.vi)}, ví dụ {vi}.", f"Enter “{bare(self.label.en)}”, for example {en}."
        )


def check_bounds(value: str, not_before: str, not_after: str, now: datetime | None) -> None:
    """Raises Wrong when an ISO date lies outside; parts of a date are compared as far as they are known."""
    earliest, latest = _bound(not_before, now), _bound(not_after, now)
    if latest and value > latest[: len(value)]:
        said = "hôm nay" if not_after == "today" else f"ngày {typed_date(latest)}"
        raise Wrong(Text(f"Nhập ngày không muộn hơn {said}.", f"Enter a date not after {_english(not_after, latest)}."))
    if earliest and value < earliest[: len(value)]:
        said = "hôm nay" if not_before == "today" else f"ngày {typed_date(earliest)}"
        raise Wrong(
            Text(f"Nhập ngày không sớm hơn {said}.", f"Enter a date not before {_english(not_before, earliest)}.")
        )


def _english(bound: str, value: str) -> str:
    return "today" if bound == "today" else typed_date(value)


def _bound(bound: str, now: datetime | None) -> str:
    if bound != "today":
        return bound
    day = today(now)
    return "" if day is None else day.isoformat()


def _check_bound(reader: Reader, name: str, bound: str) -> None:
    if bound in ("", "today"):
        return
    try:
        if read_date(bound) == bound:
            return
    except Wrong:
        pass
    reader.complain(
        f"properties.{name}",
        Text(f"“{bound}” không phải ngày.", f"“{bound}” is no date."),
        Text("Ghi today hoặc dạng 2026-03-27.", "Write today or 2026-03-27."),
    )
