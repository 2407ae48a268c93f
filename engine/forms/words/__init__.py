"""Writes numbers, amounts and dates out in Vietnamese words, as statutory forms ask ("ghi bằng chữ")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from engine.forms.words.dates import date_in_words
from engine.forms.words.money import money_in_words
from engine.forms.words.numbers import number_in_words


def _date(value: object) -> str | None:
    return date_in_words(value) if isinstance(value, str) else None


def _money(value: object) -> str | None:
    return money_in_words(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: object) -> str | None:
    return number_in_words(value) if isinstance(value, int) and not isinstance(value, bool) else None


WORDS: Final[Mapping[str, Callable[[object], str | None]]] = MappingProxyType(
    {"date": _date, "money": _money, "number": _number}
)
"""Ways of writing a value in words; each gives None for what it cannot read."""

__all__ = ["WORDS", "date_in_words", "money_in_words", "number_in_words"]
