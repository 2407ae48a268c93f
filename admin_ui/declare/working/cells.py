"""Reading the cells of a form of the declaration: cleaned, each with its own message when it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, time
from decimal import Decimal
from typing import Final, TypeVar

from werkzeug.datastructures import MultiDict

from admin_ui.declare.conditions.values import read_number
from engine.forms.dates import read_date
from engine.forms.strings import line, paragraphs
from engine.forms.wrong import Wrong
from engine.text import Text

Value = TypeVar("Value")

NAME: Final = 1000
NOTE: Final = 2000
NEEDED: Final = Text("Điền vào ô này.", "Fill this in.")
_CHOOSE: Final = Text("Chọn một trong các mục của danh sách.", "Choose one of the list.")


class Cells:
    """The cells of one form; ``errors`` by name of the cell. A cell that cannot be taken reads as nothing."""

    def __init__(self, form: MultiDict[str, str]) -> None:
        self.form = form
        self.errors: dict[str, Text] = {}

    def text(self, name: str, *, longest: int = NAME, needed: Text | None = None) -> str:
        """One line; line breaks and formatting pasted from elsewhere become single spaces."""
        return self._read(name, lambda raw: line(raw, longest), needed) or ""

    def lines(self, name: str, *, longest: int = NOTE) -> str:
        """Several lines."""
        return self._read(name, lambda raw: paragraphs(raw, longest)) or ""

    def number(self, name: str, *, least: Decimal | int = 0, most: int = 9999, whole: bool = False) -> Decimal | None:
        """A number; None when blank."""
        return self._read(name, lambda raw: _number(raw, Decimal(least), Decimal(most), whole))

    def whole(self, name: str, *, least: int = 0, most: int = 9999) -> int | None:
        """A whole number; None when blank."""
        found = self.number(name, least=least, most=most, whole=True)
        return None if found is None else int(found)

    def money(self, name: str, *, needed: Text | None = None) -> Decimal | None:
        """Whole đồng; None when blank."""
        return self._read(name, _money, needed)

    def day(self, name: str) -> date | None:
        """A day; None when blank."""
        return self._read(name, lambda raw: date.fromisoformat(read_date(raw)))

    def hour(self, name: str) -> time | None:
        """A time of day; None when blank."""
        return self._read(name, _hour)

    def choice(self, name: str, allowed: Collection[str], *, needed: Text | None = None) -> str:
        """One of the codes offered; "" when nothing was chosen."""
        return self._read(name, lambda raw: _allowed(raw, allowed), needed) or ""

    def many(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Those of the codes offered that were ticked, in the order they are offered."""
        given = set(self.form.getlist(name))
        return tuple(one for one in allowed if one in given)

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return name in self.form

    def wrong(self, name: str, why: Text) -> None:
        """Say what is wrong with a cell, unless that was said already."""
        self.errors.setdefault(name, why)

    def _read(self, name: str, convert: Callable[[str], Value | None], needed: Text | None = None) -> Value | None:
        raw = self.form.get(name, "").strip()
        try:
            found = convert(raw) if raw else None
        except Wrong as wrong:
            self.errors[name] = wrong.text
            return None
        if found is None and needed is not None:
            self.errors[name] = needed
        return found


def _number(raw: str, least: Decimal, most: Decimal, whole: bool) -> Decimal:
    value = read_number(raw)
    if whole and value != value.to_integral_value():
        raise Wrong(Text("Nhập số nguyên.", "Enter a whole number."))
    if not least <= value <= most:
        raise Wrong(Text(f"Nhập số từ {least} đến {most}.", f"Enter a number from {least} to {most}."))
    if value != round(value, 4):
        raise Wrong(Text("Nhập tối đa 4 chữ số sau dấu phẩy.", "Enter at most 4 decimal digits."))
    return value


def _money(raw: str) -> Decimal:
    bare = raw.lower().removesuffix("vnd").removesuffix("vnđ").removesuffix("đồng").removesuffix("đ").strip()
    value = read_number(bare)
    if value < 0 or value != value.to_integral_value() or value > 10**12:
        raise Wrong(
            Text(
                "Nhập số tiền bằng đồng: số nguyên từ 0 đến một nghìn tỷ, ví dụ 50.000.",
                "Enter an amount in đồng: a whole number from 0 to a thousand billion, for example 50000.",
            )
        )
    return value


def _hour(raw: str) -> time:
    hours, _, minutes = raw.replace("h", ":").replace("g", ":").partition(":")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise Wrong(Text("Nhập giờ như 15:00.", "Enter a time such as 15:00.")) from None


def _allowed(raw: str, allowed: Collection[str]) -> str:
    if raw not in allowed:
        raise Wrong(_CHOOSE)
    return raw
