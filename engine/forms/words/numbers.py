"""Whole numbers in Vietnamese words, with mốt, tư, lăm, mươi, lẻ and "không trăm" as they are said.

Rules: mười in the teens and mươi above; 1 → mốt after mươi; 5 → lăm after mười/mươi; 4 → tư after mươi (bốn and tư are
both right; tư is usual); a zero in the tens before a unit → lẻ; a missing hundred inside a number → không trăm.
"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = ("", "nghìn", "triệu")
LARGEST: Final = 10**18
"""Exclusive bound of what is written in words."""


def number_in_words(number: int) -> str | None:
    """``1_250_015`` → "một triệu hai trăm năm mươi nghìn không trăm mười lăm"; None beyond ``LARGEST``."""
    if abs(number) >= LARGEST:
        return None
    if number < 0:
        return f"âm {number_in_words(-number)}"
    if number == 0:
        return _DIGITS[0]
    billions = _split(number, 10**9)
    words: list[str] = []
    for place in range(len(billions) - 1, -1, -1):
        if billions[place]:
            words += [*_below_billion(billions[place], leading=not words), *["tỷ"] * place]
    return " ".join(words)


def _split(number: int, base: int) -> list[int]:
    parts = []
    while number:
        number, rest = divmod(number, base)
        parts.append(rest)
    return parts


def _below_billion(number: int, *, leading: bool) -> list[str]:
    words: list[str] = []
    thousands = _split(number, 1000)
    for place in range(len(thousands) - 1, -1, -1):
        if thousands[place]:
            words += _below_thousand(thousands[place], full=bool(words) or not leading)
            if _SCALES[place]:
                words.append(_SCALES[place])
    return words


def _below_thousand(number: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    return words + _below_hundred(rest, after_hundred=bool(words))


def _below_hundred(number: int, *, after_hundred: bool) -> list[str]:
    tens, unit = divmod(number, 10)
    if tens == 0:
        if unit == 0:
            return []
        return ["lẻ", _DIGITS[unit]] if after_hundred else [_DIGITS[unit]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if unit:
        words.append(_unit_after_ten(tens, unit))
    return words


def _unit_after_ten(tens: int, unit: int) -> str:
    if unit == 5:
        return "lăm"
    if tens > 1 and unit == 1:
        return "mốt"
    if tens > 1 and unit == 4:
        return "tư"
    return _DIGITS[unit]
