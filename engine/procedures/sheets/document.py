"""One neutral picture of an office file: paragraphs and tables in reading order, each cell with its exact address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SPACES: Final = re.compile(r"[^\S\n]+")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\ufeff\u200b\u200c\u200d\u2060"))
_BREAKS: Final = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Where:
    """The address of a text. Word: table and row count from 0; Excel: sheet name, row and column as Excel says them.

    ``paragraph`` counts the paragraphs outside tables from 0 and is set where ``table`` is None.
    """

    table: int | str | None = None
    row: int | None = None
    column: int | str | None = None
    paragraph: int | None = None


@dataclass(frozen=True)
class Cell:
    """A cell at its upper left corner; ``rows`` and ``columns`` are how many it covers. ``odd`` says what the
    program that wrote it made of the entry (a date out of "1/2"), so that it is not taken at its word."""

    text: str
    where: Where
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    odd: str | None = None
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Table:
    """A grid: ``grid[row][column]`` is the cell covering that place, None where the row has no cell."""

    name: int | str
    width: int
    grid: tuple[tuple[Cell | None, ...], ...]

    def own(self, row: int) -> tuple[Cell, ...]:
        """The cells whose upper left corner lies in ``row``, left to right."""
        return tuple(
            cell
            for column, cell in enumerate(self.grid[row])
            if cell is not None and cell.row == row and cell.column == column
        )

    def cells(self) -> Iterator[Cell]:
        """Every cell once."""
        for row in range(len(self.grid)):
            yield from self.own(row)


@dataclass(frozen=True)
class Paragraph:
    """Text outside tables. ``heading`` is the outline level Word gives it (1 …), if any."""

    text: str
    where: Where
    heading: int | None = None


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """What an office file says, top to bottom."""

    blocks: tuple[Block, ...]

    def tables(self) -> Iterator[Table]:
        """Every table, nested ones after the one that holds them."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
                yield from _nested(block)


def _nested(table: Table) -> Iterator[Table]:
    for cell in table.cells():
        for inner in cell.tables:
            yield inner
            yield from _nested(inner)


def tidy(text: str) -> str:
    """``text`` composed (NFC), with single spaces and no empty lines; line breaks stay."""
    plain = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    return _BREAKS.sub("\n", _SPACES.sub(" ", plain)).strip()


def flat(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())
