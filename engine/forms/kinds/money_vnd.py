"""`vn.kind` money_vnd: an amount in đồng, a whole number; points, commas or spaces between thousands are accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from engine.forms.field import Field, bare, lower_first
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.forms.strings import line
from engine.forms.words.money import money_in_words
from engine.forms.wrong import Wrong
from engine.text import Text

_AMOUNT: Final = re.compile(r"\d+\Z|\d{1,3}(?:\.\d{3})+\Z|\d{1,3}(?:,\d{3})+\Z|\d{1,3}(?: \d{3})+\Z", re.ASCII)
_CURRENCY: Final = re.compile(r"\s*(đồng|đ|₫|VNĐ|VND)\.?\Z", re.IGNORECASE)
_DIGITS: Final = 15
_LARGEST: Final = 10**_DIGITS - 1
_HOW: Final = Text(
    "Nhập số tiền bằng đồng, chỉ gồm chữ số, ví dụ 1.500.000.",
    "Enter the amount in đồng, digits only, for example 1.500.000.",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class MoneyVnd(Field):
    """Stored as an integer number of đồng."""

    types: ClassVar[tuple[str, ...]] = ("textfield", "number")
    vn_kind: ClassVar[str] = "money_vnd"
    widget: ClassVar[str] = "money"
    inputmode: ClassVar[str] = "numeric"

    least: int
    most: int

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds bounds."""
        rules = reader.inner("validate")
        least, most = rules.whole("min", 0, _LARGEST), rules.whole("max", 0, _LARGEST)
        return {
            **super().common(reader, properties),
            "least": least or 0,
            "most": _LARGEST if most is None else most,
        }

    def clean(self, raw: object, now: datetime | None) -> int | None:
        """The amount, or None."""
        text = line(raw, 60)
        if text is None:
            return None
        bare = _CURRENCY.sub("", text).replace("\u00a0", " ").strip()
        if not _AMOUNT.match(bare):
            raise Wrong(_HOW)
        amount = int(re.sub(r"[., ]", "", bare))
        if amount > self.most:
            raise Wrong(
                Text(f"Nhập số tiền không quá {grouped(self.most)} đồng.", f"Enter at most {self.most:,} đồng.")
            )
        if amount < self.least:
            raise Wrong(
                Text(f"Nhập số tiền từ {grouped(self.least)} đồng trở lên.", f"Enter {self.least:,} đồng or more.")
            )
        return amount

    def typed(self, value: object) -> str:
        """With points between thousands."""
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _DIGITS:
            return grouped(int(value))
        return grouped(value) if isinstance(value, int) and not isinstance(value, bool) else super().typed(value)

    def shown(self, value: object, language: str) -> str:
        """Amount with unit, and in words for Vietnamese readers."""
        if not isinstance(value, int) or isinstance(value, bool):
            return self.typed(value)
        if language == "en":
            return f"{value:,} đồng"
        return f"{grouped(value)} đồng ({money_in_words(value)})"

    def asks(self) -> Text:
        """Asks for the amount."""
        return Text(
            f"Nhập {lower_first(self.label.vi)} bằng đồng, ví dụ 1.500.000.",
            f"Enter “{bare(self.label.en)}” in đồng, for example 1.500.000.",
        )


def grouped(amount: int) -> str:
    """``1500000`` → ``1.500.000``."""
    return f"{amount:,}".replace(",", ".")
