"""Which printed row is which step: the same code first, then number, actor and work, in order; moved rows last."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from engine.procedures.sheets.language import bare

_ENOUGH: Final = 0.5
_MOVED: Final = 0.8
_LABEL: Final = re.compile(r"^(?:buoc|b)\s*\.?\s*(?=\d)")


@dataclass(frozen=True)
class Face:
    """What a row is recognised by: id (when it is known), number, who does it, work."""

    key: str | None
    no: str
    who: tuple[str | None, str | None]
    work: str


def number(no: str) -> str:
    """A printed number without what provinces put around it: "Bước 3." is 3."""
    return _LABEL.sub("", bare(no)).strip(" .:)")


def matches(old: Sequence[Face], new: Sequence[Face]) -> dict[int, int]:
    """Positions of ``new`` by positions of ``old``. Rows keep their order unless they are nearly the same elsewhere."""
    alike = [[similarity(one, other) for other in new] for one in old]
    found = _in_order(alike)
    for first, row in enumerate(alike):
        best = max(range(len(new)), key=lambda place: row[place], default=-1) if row else -1
        if first not in found and best >= 0 and best not in found.values() and row[best] >= _MOVED:
            found[first] = best
    return found


def similarity(one: Face, other: Face) -> float:
    """From 0 (nothing in common) to 1 (the same step)."""
    if one.key is not None and other.key is not None and one.key == other.key:
        return 1.0
    first, second = bare(one.work).split(), bare(other.work).split()
    work = difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() if first and second else 0.0
    same_no = number(one.no) == number(other.no) and bool(one.no)
    shared = sum(a == b and a is not None for a, b in zip(one.who, other.who, strict=True))
    return min(0.99, 0.6 * work + 0.15 * same_no + 0.12 * shared)


def _in_order(alike: list[list[float]]) -> dict[int, int]:
    """The best pairs that do not cross."""
    rows, columns = len(alike), len(alike[0]) if alike else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            pair = alike[row][column] + best[row + 1][column + 1] if alike[row][column] >= _ENOUGH else 0.0
            best[row][column] = max(pair, best[row + 1][column], best[row][column + 1])
    found: dict[int, int] = {}
    row = column = 0
    while row < rows and column < columns:
        if alike[row][column] >= _ENOUGH and best[row][column] == alike[row][column] + best[row + 1][column + 1]:
            found[row] = column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return found
