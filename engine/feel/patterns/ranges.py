"""Sets of characters as sorted ranges of code points."""

from __future__ import annotations

import unicodedata
from functools import cache

Ranges = tuple[tuple[int, int], ...]

LAST = 0x10FFFF
EVERYTHING: Ranges = ((0, LAST),)


def union(*sets: Ranges) -> Ranges:
    """Every character of any of the sets."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(pair for each in sets for pair in each):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], high)
        else:
            merged.append((low, high))
    return tuple(merged)


def complement(ranges: Ranges) -> Ranges:
    """Every character outside the set."""
    missing: list[tuple[int, int]] = []
    start = 0
    for low, high in ranges:
        if low > start:
            missing.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        missing.append((start, LAST))
    return tuple(missing)


def difference(left: Ranges, right: Ranges) -> Ranges:
    """Every character of the first set that is not in the second."""
    return complement(union(complement(left), right))


@cache
def _categories() -> dict[str, Ranges]:
    """All characters by their two-letter category; made once, when a pattern first needs it."""
    found: dict[str, list[tuple[int, int]]] = {}
    start, current = 0, unicodedata.category("\0")
    for code in range(1, LAST + 2):
        category = unicodedata.category(chr(code)) if code <= LAST else ""
        if category != current:
            found.setdefault(current, []).append((start, code - 1))
            start, current = code, category
    return {name: tuple(ranges) for name, ranges in found.items()}


@cache
def category(name: str) -> Ranges | None:
    """The characters of a Unicode category such as "Lu" or "L"; None when there is none of that name."""
    parts = [ranges for key, ranges in _categories().items() if key.startswith(name)] if len(name) in (1, 2) else []
    return union(*parts) if parts else None


def written(ranges: Ranges) -> str:
    """The set as it stands between square brackets."""
    return "".join(_one(low) if low == high else f"{_one(low)}-{_one(high)}" for low, high in ranges)


def _one(code: int) -> str:
    return f"\\x{{{code:x}}}"
