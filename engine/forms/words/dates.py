"""Dates in words, as the birth declaration asks (domain: "ngày, tháng, năm sinh … ghi bằng chữ")."""

from __future__ import annotations

from typing import Final

from engine.forms.words.numbers import number_in_words

_MONTHS: Final = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")


def date_in_words(iso: str) -> str | None:
    """``2026-03-27`` → "Ngày hai mươi bảy, tháng ba, năm hai nghìn không trăm hai mươi sáu".

    ``2026-03`` and ``2026`` give the part that is known; None for anything that is no date. The fourth month is "tháng
    tư"; days up to ten are said without "mồng", as civil-status books write them.
    """
    parts = iso[:10].split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if not 1 <= numbers[0] <= 9999 or (len(numbers) > 1 and not 1 <= numbers[1] <= 12):
        return None
    if len(numbers) > 2 and not 1 <= numbers[2] <= 31:
        return None
    words = [f"năm {number_in_words(numbers[0])}"]
    if len(numbers) > 1:
        words.insert(0, f"tháng {_MONTHS[numbers[1] - 1]}")
    if len(numbers) > 2:
        words.insert(0, f"ngày {number_in_words(numbers[2])}")
    said = ", ".join(words)
    return said[0].upper() + said[1:]
