"""`vn.kind` phone_vn: a Vietnamese telephone number, mobile or fixed line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from engine.forms.field import Field, bare, lower_first
from engine.forms.strings import line
from engine.forms.wrong import Wrong
from engine.text import Text

_NUMBER: Final = re.compile(r"0[35789]\d{8}\Z|02\d{8,9}\Z", re.ASCII)
_HOW: Final = Text(
    "Nhập số điện thoại gồm 10 chữ số, bắt đầu bằng số 0, ví dụ 0912345678.",
    "Enter a telephone number of 10 digits starting with 0, for example 0912345678.",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class PhoneVn(Field):
    """Stored as digits starting with 0; +84 is turned into 0."""

    types: ClassVar[tuple[str, ...]] = ("textfield",)
    vn_kind: ClassVar[str] = "phone_vn"
    inputmode: ClassVar[str] = "tel"
    autocomplete: ClassVar[str] = "tel"
    maximum: ClassVar[int] = 25

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The number, or None."""
        text = line(raw, 60)
        if text is None:
            return None
        number = re.sub(r"[ .()\-]", "", text)
        number = re.sub(r"\A(\+84|0084|84(?=\d{9,10}\Z))0?", "0", number)
        if not _NUMBER.match(number):
            raise Wrong(_HOW)
        return number

    def shown(self, value: object, language: str) -> str:
        """In groups: 0912 345 678."""
        text = self.typed(value)
        return f"{text[:4]} {text[4:7]} {text[7:]}" if len(text) >= 10 and text.isdigit() else text

    def asks(self) -> Text:
        """Asks for the number."""
        return Text(
            f"Nhập {lower_first(self.label.vi)}, ví dụ 0912345678.",
            f"Enter “{bare(self.label.en)}”, for example 0912345678.",
        )
