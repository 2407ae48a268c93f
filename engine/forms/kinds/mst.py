"""`vn.kind` mst: a tax code, 10 digits for an organisation, 13 for its branch or dependent unit.

Persons and households use their personal number since 1/7/2025: declare such a field as cccd.

The tenth digit of the short code is a check digit (Circular 105/2020/TT-BTC keeps the older algorithm): weights
31 29 23 19 17 13 7 5 3 on the first nine, check = 10 - (sum mod 11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from engine.forms.field import Field, bare, lower_first
from engine.forms.strings import line
from engine.forms.wrong import Wrong
from engine.text import Text

_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_HOW: Final = Text(
    "Nhập mã số thuế gồm 10 chữ số, hoặc 13 chữ số đối với chi nhánh, ví dụ 0100109106 hay 0100109106-001.",
    "Enter the tax code: 10 digits, or 13 for a branch, for example 0100109106 or 0100109106-001.",
)
_CHECK: Final = Text(
    "Mã số thuế này không đúng chữ số kiểm tra. Đối chiếu lại với giấy chứng nhận.",
    "The check digit of this tax code is wrong. Compare it with the certificate.",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Mst(Field):
    """Stored as digits, with a hyphen before the branch number."""

    types: ClassVar[tuple[str, ...]] = ("textfield",)
    vn_kind: ClassVar[str] = "mst"
    inputmode: ClassVar[str] = "numeric"
    autocomplete: ClassVar[str] = "off"
    format_hint: ClassVar[Text | None] = Text("10 hoặc 13 chữ số", "10 or 13 digits")
    maximum: ClassVar[int] = 20

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The code, or None."""
        text = line(raw, 60)
        if text is None:
            return None
        digits = text.replace(" ", "").replace("-", "")
        if len(digits) not in (10, 13) or not (digits.isascii() and digits.isdigit()):
            raise Wrong(_HOW)
        if not has_right_check_digit(digits[:10]):
            raise Wrong(_CHECK)
        return digits if len(digits) == 10 else f"{digits[:10]}-{digits[10:]}"

    def asks(self) -> Text:
        """Asks for the code."""
        return Text(
            f"Nhập {lower_first(self.label.vi)}, ví dụ 0100109106.",
            f"Enter “{bare(self.label.en)}”, for example 0100109106.",
        )


def has_right_check_digit(digits: str) -> bool:
    """True when the tenth digit follows from the first nine."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return 10 - total % 11 == int(digits[9])
