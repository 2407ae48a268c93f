"""Writes an Enhanced Metafile: the vector picture that Word, Excel and LibreOffice show and print without help."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

_SCALE: Final = 20
"""Logical units per point: finer than any printer."""
_DEVICE: Final = (1920, 1080, 508, 286)
"""Pixels and millimetres of the reference device; only their ratio counts."""
_NULL_PEN: Final = 0x80000008
_NULL_BRUSH: Final = 0x80000005
_TEXT_AT: Final = 76
"""Where the characters of a text record begin."""
Spot = tuple[float, float]


@dataclass(frozen=True)
class Look:
    """Colours as (red, green, blue), None for none; ``line`` is the width of the pen."""

    stroke: tuple[int, int, int] | None = (0, 0, 0)
    fill: tuple[int, int, int] | None = None
    line: float = 1.0


@dataclass
class Metafile:
    """Collects records; ``data`` is the file. Coordinates are points from the upper left corner."""

    width: float
    height: float
    _records: list[bytes] = field(default_factory=list)
    _objects: dict[object, int] = field(default_factory=dict)

    def lines(self, spots: Sequence[Spot], look: Look, *, closed: bool) -> None:
        """A polygon (filled) or an open line."""
        if len(spots) < 2:
            return
        self._use(look if closed else Look(look.stroke, None, look.line))
        places = [self._place(one) for one in spots]
        bounds = struct.pack("<4i", *self._box(places))
        body = b"".join(struct.pack("<2i", *one) for one in places)
        self._add(3 if closed else 4, bounds + struct.pack("<I", len(places)) + body)

    def ellipse(self, centre: Spot, radius: float, look: Look) -> None:
        """A circle."""
        self._use(look)
        left, top = self._place((centre[0] - radius, centre[1] - radius))
        right, bottom = self._place((centre[0] + radius, centre[1] + radius))
        self._add(42, struct.pack("<4i", left, top, right, bottom))

    def rounded(self, corner: Spot, size: Spot, radius: float, look: Look) -> None:
        """A rectangle with round corners."""
        self._use(look)
        left, top = self._place(corner)
        right, bottom = self._place((corner[0] + size[0], corner[1] + size[1]))
        across = round(2 * radius * _SCALE)
        self._add(44, struct.pack("<6i", left, top, right, bottom, across, across))

    def text(self, spot: Spot, words: str, size: float, *, anchor: str = "middle", turned: float = 0) -> None:
        """One line of text, its base line at ``spot``; ``turned`` degrees clockwise as in SVG."""
        self._select(self._font(size, turned))
        self._add(22, struct.pack("<I", 24 | {"start": 0, "middle": 6, "end": 2}[anchor]))
        x, y = self._place(spot)
        shown = words.encode("utf-16-le")
        head = struct.pack("<4i", 0, 0, -1, -1) + struct.pack("<Iff", 2, 1.0, 1.0)
        what = struct.pack("<2i3I4iI", x, y, len(shown) // 2, _TEXT_AT, 0, 0, 0, -1, -1, 0)
        self._add(84, head + what + shown)

    def data(self) -> bytes:
        """The whole metafile."""
        setup = [
            self._record(17, struct.pack("<I", 8)),
            self._record(11, struct.pack("<2i", *self._pixels())),
            self._record(9, struct.pack("<2i", round(self.width * _SCALE), round(self.height * _SCALE))),
            self._record(18, struct.pack("<I", 1)),
            self._record(24, struct.pack("<I", 0x3D2D1F)),
        ]
        end = self._record(14, struct.pack("<3I", 0, 16, 20))
        body = b"".join([*setup, *self._records]) + end
        return self._header(len(body), len(setup) + len(self._records) + 2) + body

    def _header(self, size: int, records: int) -> bytes:
        millimetres = (round(self.width * 2540 / 72), round(self.height * 2540 / 72))
        pixels = self._pixels()
        head = struct.pack("<2I", 1, 108)
        head += struct.pack("<4i", 0, 0, *pixels) + struct.pack("<4i", 0, 0, *millimetres)
        head += struct.pack("<4I2H", 0x464D4520, 0x10000, 108 + size, records, len(self._objects) + 1, 0)
        head += struct.pack("<3I", 0, 0, 0)
        head += struct.pack("<4i", *_DEVICE) + struct.pack("<3I", 0, 0, 0)
        head += struct.pack("<2I", _DEVICE[2] * 1000, _DEVICE[3] * 1000)
        return head

    def _pixels(self) -> tuple[int, int]:
        """Its size on the reference device, which has 96 pixels to the inch."""
        return round(self.width * 96 / 72), round(self.height * 96 / 72)

    def _use(self, look: Look) -> None:
        self._select(self._pen(look) if look.stroke else _NULL_PEN)
        self._select(self._brush(look.fill) if look.fill else _NULL_BRUSH)

    def _pen(self, look: Look) -> int:
        colour = _colour(look.stroke)
        wide = max(1, round(look.line * _SCALE))
        return self._object(("pen", colour, wide), 38, struct.pack("<I2iI", 0, wide, 0, colour))

    def _brush(self, fill: tuple[int, int, int]) -> int:
        return self._object(("brush", fill), 39, struct.pack("<3I", 0, _colour(fill), 0))

    def _font(self, size: float, turned: float) -> int:
        angle = round(-turned * 10) % 3600
        face = "Arial".encode("utf-16-le").ljust(64, b"\0")
        height = -round(size * _SCALE)
        log = struct.pack("<5i8B", height, 0, angle, angle, 400, 0, 0, 0, 1, 0, 0, 0, 0) + face
        return self._object(("font", size, angle), 82, log.ljust(320, b"\0"))

    def _object(self, key: object, kind: int, body: bytes) -> int:
        if key not in self._objects:
            self._objects[key] = len(self._objects) + 1
            self._add(kind, struct.pack("<I", self._objects[key]) + body)
        return self._objects[key]

    def _select(self, handle: int) -> None:
        self._add(37, struct.pack("<I", handle))

    def _add(self, kind: int, body: bytes) -> None:
        self._records.append(self._record(kind, body))

    @staticmethod
    def _record(kind: int, body: bytes) -> bytes:
        padded = body + b"\0" * (-len(body) % 4)
        return struct.pack("<2I", kind, 8 + len(padded)) + padded

    @staticmethod
    def _place(spot: Spot) -> tuple[int, int]:
        return round(spot[0] * _SCALE), round(spot[1] * _SCALE)

    @staticmethod
    def _box(places: Sequence[tuple[int, int]]) -> tuple[int, int, int, int]:
        across, down = [x for x, _ in places], [y for _, y in places]
        return min(across), min(down), max(across), max(down)


def arc(centre: Spot, radius: float, start: float, end: float, steps: int = 16) -> list[Spot]:
    """Points along a circle between two angles in degrees."""
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(centre[0] + radius * math.cos(one), centre[1] + radius * math.sin(one)) for one in angles]


def _colour(rgb: tuple[int, int, int] | None) -> int:
    red, green, blue = rgb or (0, 0, 0)
    return red | green << 8 | blue << 16
