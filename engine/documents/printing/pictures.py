"""The code pictures of a paper as PNG for Word files: QR, and Code 128 drawn bar by bar."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

import segno

from engine.documents.code128 import QUIET, widths

_MODULE = 4
_HEIGHT = 90
_QR_MM = 24
_BARS_MM = 74


@dataclass(frozen=True)
class Picture:
    """A PNG and how wide it is on paper."""

    png: bytes
    width_mm: int


def qr(content: str) -> Picture:
    """A QR code."""
    out = io.BytesIO()
    segno.make(content, error="m", micro=False).save(out, kind="png", scale=6, border=2)
    return Picture(out.getvalue(), _QR_MM)


def bars(content: str) -> Picture:
    """The bars of a code; a blank picture when there is no code yet."""
    return Picture(_png(_row(content), _HEIGHT), _BARS_MM)


def sample() -> Picture:
    """A picture to try a template with."""
    return bars("MAU")


def _row(content: str) -> bytes:
    """One line of pixels: white quiet zones around black bars, one byte a pixel."""
    if not content:
        return b"\xff" * 200
    told = b"".join((b"\xff" if place % 2 else b"\x00") * int(width) * _MODULE for place, width in _bars(content))
    quiet = b"\xff" * QUIET * _MODULE
    return quiet + told + quiet


def _bars(content: str) -> list[tuple[int, str]]:
    return list(enumerate(widths(content)))


def _png(row: bytes, height: int) -> bytes:
    """A grey PNG of equal lines (ISO/IEC 15948)."""
    header = struct.pack(">IIBBBBB", len(row), height, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\x00" + row) * height)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", lines) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
