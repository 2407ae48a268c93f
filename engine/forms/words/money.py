"""Amounts of đồng in words, as on receipts: first letter capital, "đồng" at the end."""

from __future__ import annotations

from engine.forms.words.numbers import number_in_words


def money_in_words(dong: int) -> str | None:
    """``8000`` → "Tám nghìn đồng"; None beyond what is written in words."""
    words = number_in_words(dong)
    return None if words is None else f"{words[0].upper()}{words[1:]} đồng"
