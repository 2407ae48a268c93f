"""Numbers as offices write them in front of a unit: "0,25", "1.5", "½", "1/2", "01", "hai"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_SIGNS: Final = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_WORDS: Final = {
    word: Decimal(value)
    for value, words in enumerate(
        ("", "một", "hai", "ba", "bốn|tư", "năm", "sáu", "bảy|bẩy", "tám", "chín", "mười", "mười một", "mười hai")
    )
    for word in words.split("|")
    if word
} | {"nửa": Decimal("0.5"), "mười lăm": Decimal(15), "hai mươi": Decimal(20), "ba mươi": Decimal(30)}

NUMERAL: Final = (
    r"(?P<number>\d+\s+\d\s*/\s*\d|\d+\s*/\s*\d+|\d+(?:[.,]\d+)?\s*[½¼¾]|\d+(?:[.,]\d+)?|[½¼¾]|(?:"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")(?!\w))"
)
"""Matches one numeral as the group ``number``."""

_MIXED: Final = re.compile(r"(?:(\d+)\s+)?(\d+)\s*/\s*(\d+)")
_SIGNED: Final = re.compile(r"(\d+(?:[.,]\d+)?)?\s*([½¼¾])")
_PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)?")


def value_of(text: str) -> Decimal | None:
    """The number ``text`` says, None when it says none."""
    said = " ".join(text.split())
    if found := _MIXED.fullmatch(said):
        below = Decimal(found[3])
        return Decimal(found[1] or 0) + Decimal(found[2]) / below if below else None
    if found := _SIGNED.fullmatch(said):
        return Decimal((found[1] or "0").replace(",", ".")) + _SIGNS[found[2]]
    if _PLAIN.fullmatch(said):
        return Decimal(said.replace(",", "."))
    return _WORDS.get(said)
