"""Text in a picture: how wide it is, where it breaks, and its markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

FONT_SIZE: Final = 12
LINE: Final = 14
MIN_LABEL: Final = 60
MAX_LABEL: Final = 110
INK: Final = ' fill="#1f2d3d" stroke="none"'
"""Looks of a text inside a shape."""
HALO: Final = ' class="dg-label" fill="#1f2d3d" stroke="#fff" stroke-width="3" paint-order="stroke"'
"""Looks of a text beside a shape: a white rim keeps it readable where a line passes."""
_NARROW: Final = frozenset("iíìỉĩịjltfrI.,;:!'|()[] ")
_WIDE: Final = frozenset("mwMWƯỪỨỬỮỰQOÔỒỐỔỖỘƠỜỚỞỠỢ@%–—…")


def width(text: str) -> float:
    """Approximate width of ``text`` in a sans-serif of FONT_SIZE."""
    return sum(
        3.6 if letter in _NARROW else 10 if letter in _WIDE else 8 if letter.isupper() else 6.7 for letter in text
    )


def wrap(text: str, room: float, lines: int) -> list[str]:
    """Break ``text`` into at most ``lines`` lines of ``room``; what is left over ends in an ellipsis."""
    found: list[str] = []
    current = ""
    for word in text.split():
        longer = f"{current} {word}" if current else word
        if current and width(longer) > room:
            found.append(current)
            current = word
        else:
            current = longer
    if current:
        found.append(current)
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1]} …"]
    return [_cut(line, room) for line in found]


def _cut(line: str, room: float) -> str:
    if width(line) <= room + 6:
        return line
    kept = line.removesuffix(" …")
    while kept and width(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def label_room(given: float, text: str) -> float:
    """Width a label may take: what the file gives it, unless that is hardly a word wide."""
    return given + 4 if given >= MIN_LABEL else max(given, min(width(text), MAX_LABEL)) + 4


def block(lines: Sequence[str], x: float, y: float, attributes: str = INK) -> str:
    """Lines of text centred on (x, y)."""
    first = y - LINE * (len(lines) - 1) / 2 + FONT_SIZE * 0.35
    return spread(lines, x, first, attributes)


def spread(lines: Sequence[str], x: float, first: float, attributes: str = HALO) -> str:
    """Lines of text, centred, the first one's base line at ``first``."""
    if not lines:
        return ""
    if len(lines) == 1:
        return f'<text x="{number(x)}" y="{number(first)}"{attributes}>{escape(lines[0])}</text>'
    spans = "".join(
        f'<tspan x="{number(x)}" y="{number(first + LINE * index)}">{escape(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f"<text{attributes}>{spans}</text>"


def number(value: float) -> str:
    """A coordinate, without needless digits."""
    return f"{value:.1f}".removesuffix(".0")


def title(text: str) -> str:
    """What an element is, for those who do not see it."""
    return f"<title>{escape(text[:300])}</title>"
