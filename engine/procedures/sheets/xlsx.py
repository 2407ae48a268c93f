"""Reads an .xlsx: each sheet one table, merged ranges resolved, rows and columns named as Excel names them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.procedures.sheets.document import Cell, Document, Table, Where
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.grids import MAX_COLUMNS, MAX_ROWS, grid_of
from engine.procedures.sheets.office_xml import parse_part
from engine.procedures.sheets.package import Package
from engine.procedures.sheets.relations import targets
from engine.procedures.sheets.tree import attribute, child, children
from engine.procedures.sheets.xlsx_cells import date_formats, letters, place, shared_strings, shown
from engine.text import Text

MAX_SHEETS = 500
MAX_CELLS = 400_000


def read_xlsx(package: Package, part: str) -> Document:
    """The workbook whose main part is ``part``, sheet by sheet. Raises UnreadableSheet."""
    found = targets(package, part)
    by_kind = {kind: path for kind, path in found.values() if path in package}
    strings = shared_strings(parse_part(package.part(by_kind["sharedStrings"]))) if "sharedStrings" in by_kind else []
    styles = parse_part(package.part(by_kind["styles"])) if "styles" in by_kind else None
    dates = date_formats(styles)
    sheets = list(children(child(parse_part(package.part(part)), "sheets"), "sheet"))
    if len(sheets) > MAX_SHEETS:
        raise UnreadableSheet(Text("Sổ tính có quá nhiều trang.", "The workbook has too many sheets."))
    tables = []
    for one in sheets:
        kind, path = found.get(attribute(one, "id") or "", ("", ""))
        if kind == "worksheet" and path in package:
            tables.append(_sheet(attribute(one, "name") or path, parse_part(package.part(path)), strings, dates))
    return Document(tuple(table for table in tables if table.grid))


def _sheet(name: str, root: etree._Element, strings: list[str], dates: frozenset[int]) -> Table:
    spans = _merged(root)
    cells: list[Cell] = []
    last = -1
    for row, column, element in _filled(root):
        text, odd = shown(element, strings, dates)
        if not text:
            continue
        if len(cells) >= MAX_CELLS or row >= MAX_ROWS or column >= MAX_COLUMNS:
            raise UnreadableSheet(Text(f"Trang “{name}” quá lớn.", f"Sheet “{name}” is too big."))
        high, wide = spans.get((row, column), (1, 1))
        where = Where(name, row + 1, letters(column))
        cells.append(Cell(text, where, row, column, high, min(wide, MAX_COLUMNS - column), odd))
        last = max(last, min(row + high, MAX_ROWS) - 1)
    return grid_of(name, cells, last + 1)


def _filled(root: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    next_row = 0
    for row in children(child(root, "sheetData"), "row"):
        named = attribute(row, "r") or ""
        index = int(named) - 1 if named.isdecimal() and 0 < len(named) < 8 else next_row
        next_row = index + 1
        column = 0
        for cell in children(row, "c"):
            found = place(attribute(cell, "r") or "")
            line, column = found or (index, column)
            yield line, column, cell
            column += 1


def _merged(root: etree._Element) -> dict[tuple[int, int], tuple[int, int]]:
    spans = {}
    for one in children(child(root, "mergeCells"), "mergeCell"):
        first, _, last = (attribute(one, "ref") or "").partition(":")
        top, bottom = place(first), place(last or first)
        if top and bottom and bottom[0] >= top[0] and bottom[1] >= top[1]:
            spans[top] = (bottom[0] - top[0] + 1, bottom[1] - top[1] + 1)
    return spans
