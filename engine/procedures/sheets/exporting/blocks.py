"""What a sheet consists of before it is Word or Excel: lines of text, grids of cells, a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["motto", "title", "warning", "heading", "part", "plain", "note"]


@dataclass(frozen=True)
class Line:
    """One paragraph. A ``part`` is a numbered heading: ``number`` and text."""

    text: str
    style: Style = "plain"
    number: str = ""


@dataclass(frozen=True)
class Square:
    """One cell; it covers ``rows`` × ``columns`` places."""

    text: str = ""
    rows: int = 1
    columns: int = 1
    strong: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. ``rows`` hold the cells that begin in each row, None where a cell above goes on.

    ``widths`` are shares of the page; ``head`` rows are repeated on every page.
    """

    rows: tuple[tuple[Square | None, ...], ...]
    widths: tuple[int, ...]
    head: int = 1
    small: bool = False


@dataclass(frozen=True)
class Picture:
    """An EMF picture with its size in points and its twin in words."""

    emf: bytes
    width: float
    height: float
    words: str


@dataclass(frozen=True)
class NewPage:
    """From here on a new page (Word) or a new sheet called ``name`` (Excel)."""

    name: str
    wide: bool = False


Block = Line | Grid | Picture | NewPage
