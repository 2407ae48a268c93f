"""Reads a .docx: paragraphs and tables in order, merged cells resolved, nested tables kept at their cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from engine.procedures.sheets.document import Block, Cell, Document, Paragraph, Table, Where, tidy
from engine.procedures.sheets.docx_numbering import read_numbering
from engine.procedures.sheets.docx_text import Reading, read_styles
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.grids import MAX_COLUMNS, MAX_ROWS, grid_of
from engine.procedures.sheets.office_xml import parse_part
from engine.procedures.sheets.package import Package
from engine.procedures.sheets.relations import targets
from engine.procedures.sheets.tree import attribute, child, children, local, number
from engine.text import Text

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"})
_MAX_NESTING = 6


def read_docx(package: Package, part: str) -> Document:
    """The document whose main part is ``part``. Raises UnreadableSheet."""
    others = {kind: path for kind, path in targets(package, part).values() if path in package}
    parsed = {kind: parse_part(package.part(others[kind])) for kind in ("numbering", "styles") if kind in others}
    reading = Reading(read_numbering(parsed.get("numbering")), read_styles(parsed.get("styles")))
    body = child(parse_part(package.part(part)), "body")
    return Document(tuple(_Reader(reading).blocks(body)))


def _visible(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Children of ``element`` called one of ``names``, also inside wrappers a reader does not see."""
    for one in children(element):
        if local(one) in names:
            yield one
        elif local(one) in _TRANSPARENT:
            yield from _visible(one, *names)


@dataclass
class _Reader:
    reading: Reading
    tables: int = 0
    paragraphs: int = 0

    def blocks(self, body: etree._Element | None) -> Iterator[Block]:
        for one in _visible(body, "p", "tbl"):
            if local(one) == "tbl":
                name, self.tables = self.tables, self.tables + 1
                yield self.table(one, name, 0)
            else:
                where, self.paragraphs = Where(paragraph=self.paragraphs), self.paragraphs + 1
                text = tidy(self.reading.paragraph(one))
                if text:
                    yield Paragraph(text, where, self.reading.outline(one))

    def table(self, element: etree._Element, name: int | str, depth: int) -> Table:
        if depth > _MAX_NESTING:
            raise UnreadableSheet(Text("Bảng lồng nhau quá nhiều cấp.", "Tables are nested too deep."))
        rows = list(_visible(element, "tr"))
        if len(rows) > MAX_ROWS:
            raise UnreadableSheet(Text("Bảng có quá nhiều dòng.", "A table has too many rows."))
        merges = _Merges()
        for index, row in enumerate(rows):
            column = number(child(row, "trPr", "gridBefore"), "val")
            for cell in _visible(row, "tc"):
                wide = max(1, min(number(child(cell, "tcPr", "gridSpan"), "val", 1), MAX_COLUMNS))
                if column + wide > MAX_COLUMNS:
                    raise UnreadableSheet(Text("Bảng có quá nhiều cột.", "A table has too many columns."))
                merges.add(_Placed(index, column, wide, _merge(cell), self._content(cell, name, index, column, depth)))
                column += wide
        return grid_of(name, merges.cells(name), len(rows))

    def _content(
        self, cell: etree._Element, table: int | str, row: int, column: int, depth: int
    ) -> tuple[str, tuple[Table, ...]]:
        lines: list[str] = []
        inner: list[Table] = []
        for one in _visible(cell, "p", "tbl"):
            if local(one) == "p":
                lines.append(self.reading.paragraph(one))
            else:
                nested = self.table(one, f"{table}.{row}.{column}.{len(inner)}", depth + 1)
                inner.append(nested)
                lines += [held.text for held in nested.cells()]
        return tidy("\n".join(lines)), tuple(inner)


@dataclass
class _Placed:
    row: int
    column: int
    wide: int
    merge: str | None
    content: tuple[str, tuple[Table, ...]]
    high: int = 1


@dataclass
class _Merges:
    """Cells as they come; a cell that continues one above lengthens it."""

    placed: list[_Placed] = field(default_factory=list)
    _open: dict[int, _Placed] = field(default_factory=dict)

    def add(self, cell: _Placed) -> None:
        above = self._open.get(cell.column)
        if cell.merge == "continue" and above is not None and above.row + above.high == cell.row:
            above.high += 1
            text = "\n".join(part for part in (above.content[0], cell.content[0]) if part)
            above.content = (text, above.content[1] + cell.content[1])
            return
        self.placed.append(cell)
        if cell.merge:
            self._open[cell.column] = cell
        else:
            self._open.pop(cell.column, None)

    def cells(self, table: int | str) -> Iterator[Cell]:
        for one in self.placed:
            text, inner = one.content
            yield Cell(text, Where(table, one.row, one.column), one.row, one.column, one.high, one.wide, tables=inner)


def _merge(cell: etree._Element) -> str | None:
    found = child(cell, "tcPr", "vMerge")
    if found is None:
        return None
    return attribute(found, "val") or "continue"
