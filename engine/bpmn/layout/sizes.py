"""How large things are drawn: fixed sizes of shapes, gaps of the grid, and the room a text takes."""

from __future__ import annotations

from typing import Final, NamedTuple

EVENT: Final = 36
GATEWAY: Final = 50
TASK: Final = (120, 80)

HEADER: Final = 30
"""Width of the strip with the name of a pool or of a lane."""
MARGIN: Final = 30
"""Room between a lane's header and its first node, and after its last one."""
GAP: Final = 28
"""Least room between two columns."""
TRACK: Final = 12
"""Distance of two parallel lines."""
PAD: Final = 12
"""Room between a line or label and what stands beside it."""

LINE: Final = 14
"""Height of one line of a label."""
GATEWAY_LABEL: Final = 104
FLOW_LABEL: Final = 84
SIDE_LABEL: Final = 104
EVENT_LABEL: Final = 100
"""Widths at which labels are broken into lines."""

_NARROW: Final = frozenset(" .,;:!'|iljtfrIíìỉĩị()[]-–/")
_WIDE: Final = frozenset("mwMWQOGĐÔỐỒỔỖỘƠỚỜỞỠỢ@%")


class Room(NamedTuple):
    """What a broken text takes up."""

    width: int
    height: int


def text_width(text: str) -> int:
    """Width in diagram units of a text on one line, measured generously for a 12 px sans-serif face."""
    tenths = sum(36 if c in _NARROW else 98 if c in _WIDE else 82 if c.isupper() else 68 for c in text)
    return (tenths + 9) // 10


def broken(text: str, width: int) -> list[str]:
    """The lines of ``text`` broken between words at ``width``; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def room(text: str, width: int) -> Room:
    """The room ``text`` takes when broken at ``width``; none for no text."""
    lines = broken(text, width)
    return Room(max(map(text_width, lines), default=0), LINE * len(lines))
