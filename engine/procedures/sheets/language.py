"""Vietnamese text made comparable: without tones and marks, in small letters, on one line."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = re.compile(r"[“”\"'‘’«»]")


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """``text`` in small letters without diacritics, quotes and double spaces: "Thời gian" is "thoi gian"."""
    split = unicodedata.normalize("NFD", text.lower().replace("đ", "d").translate(_DASHES))
    letters = "".join(letter for letter in split if not unicodedata.combining(letter))
    return " ".join(_QUOTES.sub("", letters).split())


@lru_cache(maxsize=20_000)
def small(text: str) -> str:
    """``text`` composed, in small letters, dashes alike, on one line; tones stay."""
    return " ".join(unicodedata.normalize("NFC", text).lower().translate(_DASHES).split())
