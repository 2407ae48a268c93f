"""`number`: a decimal number, typed the Vietnamese way (1.234,5) or the international way (1234.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Final

from engine.forms.field import Field, bare, lower_first
from engine.forms.properties import Properties
from engine.forms.reader import Reader, as_decimal
from engine.forms.strings import line
from engine.forms.wrong import Wrong
from engine.text import Text

_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?\Z")
_COMMA: Final = re.compile(r"[+-]?\d+,\d+\Z")
_DIGITS: Final = 15
"""Significant digits a JSON number keeps exactly."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Number(Field):
    """Stored as a JSON number: whole when it is whole."""

    types: ClassVar[tuple[str, ...]] = ("number",)
    widget: ClassVar[str] = "number"

    least: Decimal | None
    most: Decimal | None
    decimals: int

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds bounds and the number of decimals (none unless declared)."""
        rules = reader.inner("validate")
        return {
            **super().common(reader, properties),
            "least": rules.number("min"),
            "most": rules.number("max"),
            "decimals": reader.whole("decimalDigits", 0, 10) or 0,
        }

    def clean(self, raw: object, now: datetime | None) -> int | float | None:
        """The number, or None; Wrong when it is not one or is out of bounds."""
        text = line(raw, 60)
        if text is None:
            return None
        number = as_decimal(international(text, grouped_first=self.decimals < 3 and isinstance(raw, str)))
        if number is None or len(number.normalize().as_tuple().digits) > _DIGITS or abs(number) >= 10**_DIGITS:
            raise Wrong(self._not_a_number())
        if number != round(number, self.decimals):
            raise Wrong(self._too_fine())
        self._bounds(number)
        return int(number) if number == number.to_integral_value() else float(number)

    def _bounds(self, number: Decimal) -> None:
        if self.least is not None and number < self.least:
            raise Wrong(Text(f"Nhập số từ {say(self.least)} trở lên.", f"Enter {self.least} or more."))
        if self.most is not None and number > self.most:
            raise Wrong(Text(f"Nhập số không quá {say(self.most)}.", f"Enter {self.most} or less."))

    def _not_a_number(self) -> Text:
        return Text("Chỉ nhập số, ví dụ 12.", "Enter a number only, for example 12.")

    def _too_fine(self) -> Text:
        if self.decimals == 0:
            return Text("Nhập số nguyên, không có phần thập phân.", "Enter a whole number.")
        return Text(
            f"Nhập tối đa {self.decimals} chữ số sau dấu phẩy.", f"Enter at most {self.decimals} decimal digits."
        )

    def typed(self, value: object) -> str:
        """With a decimal comma."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return say(Decimal(str(value)), group=False)
        return super().typed(value)

    def shown(self, value: object, language: str) -> str:
        """Grouped: 1.234,5."""
        number = as_decimal(value)
        if number is None:
            return self.typed(value)
        text = say(number) if language != "en" else f"{number:,}"
        return f"{text} {self.suffix}".strip()

    def asks(self) -> Text:
        """Asks for a number."""
        return Text(f"Nhập {lower_first(self.label.vi)} bằng số.", f"Enter “{bare(self.label.en)}” as a number.")


def international(text: str, *, grouped_first: bool) -> str:
    """A numeral with a decimal point and no grouping.

    ``1.234`` is ambiguous; with ``grouped_first`` it is one thousand two hundred and thirty-four, as it is written in
    Vietnam.
    """
    bare = text.replace("\u00a0", "").replace(" ", "")
    if (grouped_first and _GROUPED.match(bare)) or (_GROUPED.match(bare) and bare.count(".") > 1):
        return bare.replace(".", "").replace(",", ".")
    if _COMMA.match(bare):
        return bare.replace(",", ".")
    return bare


def say(number: Decimal, *, group: bool = True) -> str:
    """A number as written in Vietnam: points between thousands, a decimal comma."""
    text = f"{number:,f}" if group else f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
