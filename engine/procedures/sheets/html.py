"""Reads a table pasted from Word, Excel or a web page: the HTML of the clipboard becomes the same neutral picture.

The markup is untrusted: size, elements and nesting are limited, nothing is fetched, and only text and spans are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.procedures.sheets.document import Block, Cell, Document, Paragraph, Table, Where, tidy
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.grids import MAX_COLUMNS, MAX_ROWS, grid_of
from engine.procedures.sheets.office_xml import parse_html
from engine.text import Text

MAX_BYTES: Final = 8 * 1024 * 1024
MAX_ELEMENTS: Final = 200_000
MAX_NESTING: Final = 6
_MARK: Final = re.compile(
    rb"<(?:!doctype html|html|head|body|table|meta|div|p|span|tbody|style|!--startfragment)\b", re.I
)
_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.I)
_UNSEEN: Final = frozenset({"head", "script", "style", "template", "noscript", "title", "object", "svg", "select"})
_LINES: Final = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "blockquote", "pre"})
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def is_html(data: bytes) -> bool:
    """Whether ``data`` looks like HTML (also with the header lines Windows puts before a clipboard's)."""
    return bool(_MARK.search(data[:4096]))


def read_html(data: bytes) -> Document:
    """The paragraphs and tables of a piece of HTML. Raises UnreadableSheet."""
    if len(data) > MAX_BYTES:
        raise _refused("Phần dán quá lớn.", "What was pasted is too big.")
    found = _CHARSET.search(data[:2048])
    start = data.find(b"<")
    try:
        text = data[max(start, 0) :].decode(found[1].decode() if found else "utf-8", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    root = parse_html(text)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise _refused("Phần dán có quá nhiều thành phần.", "What was pasted has too many elements.")
    return Document(tuple(_Reader().blocks(root)))


class _Reader:
    """Counts tables and paragraphs while it goes through the tree."""

    def __init__(self) -> None:
        self.tables = 0
        self.paragraphs = 0

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        lines = _Lines()
        for event in _walk(root):
            if isinstance(event, str):
                lines.add(event)
                continue
            yield from self._paragraphs(lines)
            if event.tag == "table":
                yield self.table(event, self._next_table(), 0)
            else:
                lines.heading = _HEADINGS.get(str(event.tag))
        yield from self._paragraphs(lines)

    def _next_table(self) -> int:
        self.tables += 1
        return self.tables - 1

    def _paragraphs(self, lines: _Lines) -> Iterator[Paragraph]:
        text, heading = lines.taken()
        if text:
            yield Paragraph(text, Where(paragraph=self.paragraphs), heading)
            self.paragraphs += 1

    def table(self, element: etree._Element, name: int | str, depth: int) -> Table:
        if depth > MAX_NESTING:
            raise _refused("Bảng lồng nhau quá nhiều cấp.", "Tables are nested too deep.")
        rows = [row for row in element.iter("tr") if _table_of(row) is element]
        if len(rows) > MAX_ROWS:
            raise _refused("Bảng có quá nhiều dòng.", "A table has too many rows.")
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        for index, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (index, column) in taken:
                    column += 1
                high, wide = _span(cell, "rowspan", len(rows) - index), _span(cell, "colspan", MAX_COLUMNS)
                if column + wide > MAX_COLUMNS:
                    raise _refused("Bảng có quá nhiều cột.", "A table has too many columns.")
                taken |= {(index + down, column + right) for down in range(high) for right in range(wide)}
                text, inner = self._content(cell, f"{name}.{index}.{column}", depth)
                cells.append(Cell(text, Where(name, index, column), index, column, high, wide, tables=inner))
                column += wide
        return grid_of(name, cells, len(rows))

    def _content(self, cell: etree._Element, name: str, depth: int) -> tuple[str, tuple[Table, ...]]:
        lines: list[str] = [""]
        inner: list[Table] = []
        for event in _walk(cell):
            if isinstance(event, str):
                lines[-1] += event
            elif event.tag == "table":
                nested = self.table(event, f"{name}.{len(inner)}", depth + 1)
                inner.append(nested)
                lines += [*(held.text for held in nested.cells()), ""]
            else:
                lines.append("")
        return tidy("\n".join(lines)), tuple(inner)


class _Lines:
    """Text on the way into a paragraph."""

    def __init__(self) -> None:
        self.text = ""
        self.heading: int | None = None

    def add(self, text: str) -> None:
        self.text += text

    def taken(self) -> tuple[str, int | None]:
        found = tidy(self.text), self.heading
        self.text, self.heading = "", None
        return found


def _walk(root: etree._Element) -> Iterator[str | etree._Element]:
    """Text, and elements at which a line ends or a table begins; tables are not entered."""
    if root.text and str(root.tag) not in _UNSEEN:
        yield _text(root.text)
    for child in root:
        tag = str(child.tag)
        if tag == "table":
            yield child
        elif tag == "br":
            yield "\n"
        elif tag not in _UNSEEN:
            if tag in _LINES:
                yield child
            yield from _walk(child)
            if tag in _LINES:
                yield child.makeelement("p")
        if child.tail:
            yield _text(child.tail)


def _text(text: str) -> str:
    """Line breaks of the markup are spaces."""
    return re.sub(r"\s+", " ", text)


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("table"), None)


def _span(cell: etree._Element, name: str, most: int) -> int:
    said = (cell.get(name) or "").strip()
    number = int(said) if said.isdecimal() and len(said) < 6 else 1
    return max(1, min(number or most, most))


def _refused(vi: str, en: str) -> UnreadableSheet:
    return UnreadableSheet(Text(vi, en))
