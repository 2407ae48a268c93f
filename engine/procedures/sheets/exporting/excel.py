"""Blocks as an .xlsx: one sheet per part (cover, process, picture, codes), merged cells, print set-up."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from engine.procedures.sheets.drafting.xml_text import clean
from engine.procedures.sheets.exporting.blocks import Block, Grid, Line, NewPage, Picture, Square
from engine.procedures.sheets.exporting.packing import escape, pack, quoteattr, relations

_S: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_D: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EMU: Final = 12700
_WIDTH: Final = 130
"""Characters across a sheet."""
_STYLES: Final = {"plain": 1, "part": 2, "motto": 3, "heading": 3, "title": 4, "warning": 5, "note": 6}
_CELL, _HEAD, _CENTRE, _STRONG, _SMALL = 7, 8, 9, 10, 11


@dataclass
class _Sheet:
    name: str
    wide: bool = True
    rows: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    widths: tuple[int, ...] = ()
    pictures: list[Picture] = field(default_factory=list)
    count: int = 0


def xlsx_of(blocks: Sequence[Block], footer: str) -> bytes:
    """The Excel file. ``footer`` stands at the foot of every printed page."""
    sheets = [_Sheet("Bìa", wide=False)]
    for block in blocks:
        if isinstance(block, NewPage):
            sheets.append(_Sheet(block.name, block.wide))
    for sheet, part in zip(sheets, _parts(blocks), strict=True):
        _fill(sheet, part)
    return _package(sheets, footer)


def _parts(blocks: Sequence[Block]) -> list[list[Line | Grid | Picture]]:
    parts: list[list[Line | Grid | Picture]] = [[]]
    for block in blocks:
        if isinstance(block, NewPage):
            parts.append([])
        else:
            parts[-1].append(block)
    return parts


def _fill(sheet: _Sheet, blocks: list[Line | Grid | Picture]) -> None:
    grids = [one for one in blocks if isinstance(one, Grid)]
    leading = max(grids, key=lambda one: (len(one.widths), len(one.rows)), default=None)
    whole = sum(leading.widths) if leading else 1
    sheet.widths = tuple(_WIDTH * one // whole for one in leading.widths) if leading else (8, _WIDTH)
    for block in blocks:
        if isinstance(block, Line):
            _line(sheet, block)
        elif isinstance(block, Grid):
            _grid(sheet, block)
        else:
            sheet.pictures.append(block)


def _line(sheet: _Sheet, line: Line) -> None:
    sheet.count += 1
    row, last = sheet.count, _letter(len(sheet.widths) - 1)
    style = _STYLES[line.style]
    if line.number and len(sheet.widths) > 1:
        cells = _value(f"A{row}", line.number, style) + _value(f"B{row}", line.text, style)
        if len(sheet.widths) > 2:
            sheet.merges.append(f"B{row}:{last}{row}")
    else:
        cells = _value(f"A{row}", line.text, style)
        if len(sheet.widths) > 1:
            sheet.merges.append(f"A{row}:{last}{row}")
    high = 16 * math.ceil(max(1, len(line.text) / (sum(sheet.widths) * 0.9)))
    sheet.rows.append(f'<row r="{row}" ht="{high + 4}" customHeight="1">{cells}</row>')


def _grid(sheet: _Sheet, grid: Grid) -> None:
    start = sheet.count
    spare = len(sheet.widths) - len(grid.widths)
    for number, given in enumerate(grid.rows):
        sheet.count += 1
        cells = []
        squares = _stretched(given, spare)
        for column, square in enumerate(squares):
            place = f"{_letter(column)}{sheet.count}"
            if square is None:
                cells.append(f'<c r="{place}" s="{_CELL}"/>')
                continue
            cells.append(_value(place, square.text, _look(grid, number, square)))
            if square.rows > 1 or square.columns > 1:
                last = f"{_letter(column + square.columns - 1)}{start + number + square.rows}"
                sheet.merges.append(f"{place}:{last}")
        sheet.rows.append(
            f'<row r="{sheet.count}" ht="{_height(sheet, squares)}" customHeight="1">{"".join(cells)}</row>'
        )
    sheet.count += 1


def _stretched(squares: Sequence[Square | None], spare: int) -> Sequence[Square | None]:
    """A narrower table reaches to the right edge of its sheet: its last cell is widened."""
    last = squares[-1] if squares else None
    if spare <= 0 or last is None:
        return squares
    return [*squares[:-1], dataclasses.replace(last, columns=last.columns + spare), *[None] * spare]


def _look(grid: Grid, number: int, square: Square) -> int:
    if number < grid.head:
        return _HEAD
    if grid.small:
        return _SMALL
    return _STRONG if square.strong else _CENTRE if square.centred else _CELL


def _height(sheet: _Sheet, squares: Sequence[Square | None]) -> int:
    lines = 1
    for column, square in enumerate(squares):
        if square is None or square.rows > 1:
            continue
        room = max(4, sum(sheet.widths[column : column + square.columns]))
        lines = max(lines, sum(math.ceil(max(1, len(one)) / room) for one in square.text.split("\n")))
    return min(409, 16 * lines + 4)


def _value(place: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(clean(text))}</t></is></c>'


def _letter(column: int) -> str:
    return chr(65 + column) if column < 26 else chr(64 + column // 26) + chr(65 + column % 26)


def _package(sheets: list[_Sheet], footer: str) -> bytes:
    listed = "".join(
        f'<sheet name={quoteattr(one.name)} sheetId="{n}" r:id="s{n}"/>' for n, one in enumerate(sheets, 1)
    )
    links = {f"s{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations({"r1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({**links, "st": ("styles", "styles.xml")}),
        "xl/styles.xml": _styles(),
    }
    types = {"/xl/workbook.xml": f"{_MAIN}.sheet.main+xml", "/xl/styles.xml": f"{_MAIN}.styles+xml"}
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _worksheet(sheet, footer)
        types[f"/xl/worksheets/sheet{number}.xml"] = f"{_MAIN}.worksheet+xml"
        if sheet.pictures:
            parts |= _drawing(sheet, number)
            types[f"/xl/drawings/drawing{number}.xml"] = "application/vnd.openxmlformats-officedocument.drawing+xml"
    return pack(parts, types)


def _worksheet(sheet: _Sheet, footer: str) -> str:
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(sheet.widths, 1))
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in sheet.merges)
    merges = f'<mergeCells count="{len(sheet.merges)}">{merged}</mergeCells>' if merged else ""
    turned = "landscape" if sheet.wide else "portrait"
    foot = escape(clean(footer).replace("&", "&&")[:180])
    drawing = '<drawing r:id="dr"/>' if sheet.pictures else ""
    return (
        f'<worksheet xmlns="{_S}" xmlns:r="{_R}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{columns}</cols>'
        f"<sheetData>{''.join(sheet.rows)}</sheetData>{merges}"
        f'<pageSetup paperSize="9" orientation="{turned}" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>&amp;C{foot} – trang &amp;P</oddFooter></headerFooter>"
        f"{drawing}</worksheet>"
    )


def _drawing(sheet: _Sheet, number: int) -> dict[str, str | bytes]:
    picture = sheet.pictures[0]
    scale = min(1.0, 900 / picture.width, 500 / picture.height)
    size = f'cx="{round(picture.width * scale * _EMU)}" cy="{round(picture.height * scale * _EMU)}"'
    words = quoteattr(clean(picture.words)[:2000])
    shape = (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Lưu đồ" descr={words}/><xdr:cNvPicPr/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="im"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        f'<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )
    place = "".join(
        f"<xdr:{name}>{value}</xdr:{name}>"
        for name, value in (("col", 0), ("colOff", 0), ("row", sheet.count + 1), ("rowOff", 0))
    )
    spaces = f'xmlns:xdr="{_D}/spreadsheetDrawing" xmlns:a="{_D}/main" xmlns:r="{_R}"'
    anchor = (
        f"<xdr:oneCellAnchor><xdr:from>{place}</xdr:from><xdr:ext {size}/>{shape}<xdr:clientData/></xdr:oneCellAnchor>"
    )
    image = f"luu_do_{number}.emf"
    return {
        f"xl/worksheets/_rels/sheet{number}.xml.rels": relations(
            {"dr": ("drawing", f"../drawings/drawing{number}.xml")}
        ),
        f"xl/drawings/drawing{number}.xml": f"<xdr:wsDr {spaces}>{anchor}</xdr:wsDr>",
        f"xl/drawings/_rels/drawing{number}.xml.rels": relations({"im": ("image", f"../media/{image}")}),
        f"xl/media/{image}": picture.emf,
    }


def _styles() -> str:
    def font(size: int, more: str = "") -> str:
        return f'<font>{more}<sz val="{size}"/>{"" if "color" in more else ""}<name val="Times New Roman"/></font>'

    fonts = [font(12), font(12, "<b/>"), font(16, "<b/>"), font(14, '<b/><color rgb="FFB00020"/>'), font(9)]
    line = "".join(
        f'<{side} style="thin"><color rgb="FF7F8C99"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    looks = [
        (0, 0, "left"), (0, 0, "left"), (1, 0, "left"), (1, 0, "center"), (2, 0, "center"), (3, 0, "center"),
        (4, 0, "left"), (0, 1, "left"), (1, 1, "center"), (0, 1, "center"), (1, 1, "left"), (4, 1, "left"),
    ]  # fmt: skip
    formats = "".join(
        f'<xf numFmtId="49" fontId="{face}" fillId="0" borderId="{border}" xfId="0" applyAlignment="1" applyFont="1" '
        f'applyBorder="1"><alignment horizontal="{align}" vertical="top" wrapText="1"/></xf>'
        for face, border, align in looks
    )
    return (
        f'<styleSheet xmlns="{_S}"><fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/>'
        f'</fill></fills><borders count="2"><border><left/><right/><top/><bottom/></border>'
        f"<border>{line}</border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{formats}</cellXfs></styleSheet>'
    )
