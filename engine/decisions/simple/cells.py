"""Cells between people and FEEL: "từ 5 đến 10" is [5..10], "dưới 18" is < 18, nothing at all is anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from engine.decisions.simple.model import ANY
from engine.feel.errors import FeelError, Said
from engine.feel.expression import compile_tests_with
from engine.feel.values.printing import quoted

Kind = Literal["number", "date", "text", "yes_no"]

_SIGNS: Final = {
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    ">": ">",
    ">=": ">=",
    "≥": ">=",
    "dưới": "<",
    "nhỏ hơn": "<",
    "trước": "<",
    "under": "<",
    "before": "<",
    "không quá": "<=",
    "đến": "<=",
    "tối đa": "<=",
    "up to": "<=",
    "trên": ">",
    "lớn hơn": ">",
    "sau": ">",
    "over": ">",
    "after": ">",
    "từ": ">=",
    "ít nhất": ">=",
    "from": ">=",
}
_VALUE: Final = r"[\d.,/ ]*\d"
_LIMIT: Final = re.compile(
    rf"({'|'.join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))})\s*({_VALUE})(?:\s*trở lên)?", re.IGNORECASE
)
_RANGE: Final = re.compile(rf"(?:từ|from)?\s*({_VALUE})\s*(?:\.\.|–|-|đến|to)\s*({_VALUE})", re.IGNORECASE)
_GROUPED: Final = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_DAY: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_SIGNED: Final = re.compile(r"(<=|>=|<|>)\s*(.+)")
_BETWEEN: Final = re.compile(r"\[(.+)\.\.(.+)\]")
_WRITTEN_DAY: Final = re.compile(r'(?:date\(|@)"(\d{4})-(\d\d)-(\d\d)"\)?')


class CellWrong(ValueError):
    """A cell nobody can make a test of; ``said`` tells why."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.en)
        self.said = said


def as_test(text: str, kind: Kind, known: Collection[str] = ()) -> str:
    """The FEEL test a cell says; it may read the names ``known``. Raises CellWrong."""
    plain = " ".join(text.split())
    if plain in ("", ANY, "–", "—"):
        return ANY
    if kind in ("number", "date"):
        value = _number if kind == "number" else _day
        found = _by_signs(plain, value)
        if found is not None:
            return found
    return _checked(plain, known)


def as_cell(test: str, kind: Kind) -> str:
    """A FEEL test as people write it; a test of another shape stands as it is."""
    plain = " ".join(test.split())
    if plain in ("", ANY):
        return ""
    parts = plain.split(", ") if kind in ("number", "date") else [plain]
    said = [_said(part, kind) for part in parts]
    return plain if any(part is None for part in said) else "; ".join(part for part in said if part is not None)


def text_test(value: str) -> str:
    """The test for one text."""
    return quoted(value)


def _by_signs(plain: str, value: Callable[[str], str | None]) -> str | None:
    parts = [part.strip() for part in plain.split(";")]
    made = [_one(part, value) for part in parts if part]
    return ", ".join(one for one in made if one) if made and all(made) else None


def _one(part: str, value: Callable[[str], str | None]) -> str | None:
    alone = value(part)
    if alone is not None:
        return alone
    between = _RANGE.fullmatch(part)
    if between:
        low, high = value(between[1]), value(between[2])
        return f"[{low}..{high}]" if low and high else None
    limit = _LIMIT.fullmatch(part)
    if limit:
        end = value(limit[2])
        return f"{_SIGNS[limit[1].lower()]} {end}" if end else None
    return None


def _number(text: str) -> str | None:
    bare = text.replace(" ", "").replace("\u00a0", "")
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif "," in bare and "." not in bare:
        bare = bare.replace(",", ".")
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    return format(value, "f") if value.is_finite() and abs(value) < 10**15 else None


def _day(text: str) -> str | None:
    found = _DAY.fullmatch(text.strip())
    if not found:
        return None
    try:
        return f'date("{date(int(found[3]), int(found[2]), int(found[1])).isoformat()}")'
    except ValueError:
        raise CellWrong(Said(f"Không có ngày {text} trong lịch", f"There is no day {text}")) from None


def _checked(plain: str, known: Collection[str]) -> str:
    try:
        read = compile_tests_with(plain, frozenset(), {}, ()).names_read
    except FeelError as error:
        raise CellWrong(Said(error.vi, error.en)) from None
    strange = [".".join(path) for path in read if ".".join(path) not in known]
    if strange:
        raise CellWrong(
            Said(
                f"Không hiểu “{strange[0]}”. Ghi như: 5; dưới 18; từ 5 đến 10; chữ thì đặt trong dấu ngoặc kép",
                f"“{strange[0]}” is not understood. Write such as: 5; < 18; 5 – 10; text in quotation marks",
            )
        )
    return plain


def _said(part: str, kind: Kind) -> str | None:
    between, signed = _BETWEEN.fullmatch(part), _SIGNED.fullmatch(part)
    if between:
        low, high = _value_said(between[1], kind), _value_said(between[2], kind)
        return f"{low} – {high}" if low and high else None
    if signed:
        end = _value_said(signed[2], kind)
        return f"{signed[1]} {end}" if end else None
    return _value_said(part, kind)


def _value_said(text: str, kind: Kind) -> str | None:
    bare = text.strip()
    if kind == "date":
        day = _WRITTEN_DAY.fullmatch(bare)
        return f"{day[3]}/{day[2]}/{day[1]}" if day else None
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))
