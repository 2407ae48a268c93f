"""Reads one JSON object of a form document, collecting problems instead of raising them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from engine.forms import limits
from engine.forms.problems import Problem
from engine.forms.strings import printable
from engine.text import Text

SHAPE: Final = Text("Tệp biểu mẫu bị sửa tay hoặc hỏng.", "The form file was edited by hand or is damaged.")


class Reader:
    """A typed view of one JSON object; every getter gives a usable value and notes what was wrong."""

    def __init__(self, data: Mapping[str, Any], path: str, problems: list[Problem]) -> None:
        self.data = data
        self.path = path
        self.problems = problems

    def at(self, name: str) -> str:
        """The document path of ``name`` in this object."""
        return f"{self.path}.{name}" if self.path else name

    def complain(self, name: str, what: Text, hint: Text, why: Text = SHAPE) -> None:
        """Note a problem at ``name`` (empty: at the object itself)."""
        self.problems.append(Problem(self.at(name) if name else self.path, what, why, hint))

    def _shape(self, name: str, vi: str, en: str) -> None:
        self.complain(
            name,
            Text(f"Giá trị phải là {vi}.", f"The value must be {en}."),
            Text("Sửa lại giá trị này.", "Correct it."),
        )

    def text(self, name: str, maximum: int = limits.LABEL) -> str:
        """A string without blank ends; empty when absent or wrong."""
        value = self.data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str) or not printable(value):
            self._shape(name, "chữ", "text")
            return ""
        if len(value) > maximum:
            self._shape(name, f"chữ, tối đa {maximum} ký tự", f"text of at most {maximum} characters")
            return ""
        return value.strip()

    def flag(self, name: str) -> bool:
        """A boolean; false when absent or wrong."""
        value = self.data.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self._shape(name, "đúng hoặc sai (true, false)", "true or false")
        return False

    def number(self, name: str) -> Decimal | None:
        """A finite decimal number; numerals written as text are accepted, as form-js writes them."""
        value = self.data.get(name)
        if value is None or value == "":
            return None
        number = as_decimal(value)
        if number is None:
            self._shape(name, "số", "a number")
        return number

    def whole(self, name: str, least: int = 0, most: int = 1_000_000) -> int | None:
        """A whole number from ``least`` to ``most``."""
        number = self.number(name)
        if number is None:
            return None
        if number != number.to_integral_value() or not least <= number <= most:
            self._shape(name, f"số nguyên từ {least} đến {most}", f"a whole number from {least} to {most}")
            return None
        return int(number)

    def items(self, name: str, most: int) -> list[Any]:
        """A list of at most ``most`` entries."""
        value = self.data.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > most:
            self._shape(name, f"danh sách, tối đa {most} mục", f"a list of at most {most} entries")
            return []
        return value

    def inner(self, name: str) -> Reader:
        """The object at ``name``; an empty one when absent or wrong."""
        value = self.data.get(name)
        if value is not None and not isinstance(value, dict):
            self._shape(name, "một nhóm thuộc tính {…}", "an object {…}")
            value = None
        return Reader(value or {}, self.at(name), self.problems)

    def bilingual(self, name: str, english: str) -> Text:
        """``english`` is looked up first; without it the Vietnamese wording stands for both."""
        vietnamese = self.text(name)
        return Text(vietnamese, english or vietnamese)


def as_decimal(value: object) -> Decimal | None:
    """A finite decimal of at most 30 digits from a JSON number or a numeral, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, int) and abs(value) >= 10**30:
        return None
    text = value.strip() if isinstance(value, str) else str(value)
    if len(text) > 40 or not text.isascii() or "_" in text:
        return None
    try:
        number = Decimal(text)
    except ArithmeticError:
        return None
    return number if number.is_finite() and number.adjusted() < 30 and _digits(number) <= 30 else None


def _digits(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return len(number.as_tuple().digits) if isinstance(exponent, int) and exponent > -30 else 31
