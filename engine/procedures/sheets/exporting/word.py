"""Blocks as a .docx: a small package of our own with styles, page sizes, merged cells and the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.procedures.sheets.drafting.xml_text import clean
from engine.procedures.sheets.exporting.blocks import Block, Grid, Line, NewPage, Picture, Square
from engine.procedures.sheets.exporting.packing import escape, pack, quoteattr, relations

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES: Final = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TYPES: Final = {
    "/word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "/word/styles.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
    "/word/footer1.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
}
_LOOKS: Final = {
    "motto": ("center", 13, True, "", 0),
    "title": ("center", 16, True, "", 12),
    "warning": ("center", 14, True, "B00020", 12),
    "heading": ("center", 13, True, "", 12),
    "part": ("left", 13, True, "", 6),
    "plain": ("both", 13, False, "", 2),
    "note": ("left", 11, False, "44546A", 4),
}
"""Alignment, size in points, bold, colour, space before, per style of a line."""
_PORTRAIT: Final = (11906, 16838)
_MARGIN: Final = 1134
_EMU: Final = 12700


def docx_of(blocks: Sequence[Block], footer: str) -> bytes:
    """The Word file. ``footer`` stands at the foot of every page, with the page number."""
    media: dict[str, bytes] = {}
    body, wide = [], False
    for block in blocks:
        if isinstance(block, NewPage):
            body.append(_section(wide))
            wide = block.wide
        else:
            body.append(_block(block, media, wide=wide))
    body.append(f"<w:sectPr>{_page(wide)}</w:sectPr>")
    links = {"st": ("styles", "styles.xml"), "ft": ("footer", "footer1.xml")}
    links |= {f"im{number}": ("image", name) for number, name in enumerate(media, 1)}
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(links),
        "word/styles.xml": _styles(),
        "word/footer1.xml": f"<w:ftr {_SPACES}>{_footer(footer)}</w:ftr>",
        **{f"word/{name}": data for name, data in media.items()},
    }
    return pack(parts, _TYPES)


def _block(block: Line | Grid | Picture, media: dict[str, bytes], *, wide: bool) -> str:
    if isinstance(block, Line):
        return _line(block)
    if isinstance(block, Grid):
        return _table(block, _room(wide)) + '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'
    name = f"media/luu_do_{len(media) + 1}.emf"
    media[name] = block.emf
    return _picture(block, f"im{len(media)}", _room(wide))


def _line(line: Line) -> str:
    align, size, bold, colour, before = _LOOKS[line.style]
    text = f"{line.number}. {line.text}" if line.number else line.text
    keep = "<w:keepNext/>" if line.style in ("part", "heading") else ""
    space = f'<w:spacing w:before="{before * 20}" w:after="60"/>'
    return f'<w:p><w:pPr>{keep}{space}<w:jc w:val="{align}"/></w:pPr>{_run(text, size, bold=bold, colour=colour)}</w:p>'


def _run(text: str, size: float, *, bold: bool = False, colour: str = "") -> str:
    looks = ("<w:b/>" if bold else "") + (f'<w:color w:val="{colour}"/>' if colour else "")
    looks += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'


def _table(grid: Grid, room: int) -> str:
    whole = sum(grid.widths)
    widths = [room * one // whole for one in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F8C99"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    layout = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{border}</w:tblBorders>'
    rows = "".join(_row(grid, number, widths) for number in range(len(grid.rows)))
    return (
        f'<w:tbl><w:tblPr>{layout}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(grid: Grid, number: int, widths: list[int]) -> str:
    cells, column = [], 0
    while column < len(widths):
        square = grid.rows[number][column] if column < len(grid.rows[number]) else Square()
        if square is None:
            above = _above(grid, number, column)
            cells.append(
                _cell(above or Square(), sum(widths[column : column + 1]), grid.small, below=above is not None)
            )
            column += 1
            continue
        wide = sum(widths[column : column + square.columns])
        cells.append(_cell(square, wide, grid.small))
        column += square.columns
    head = "<w:tblHeader/>" if number < grid.head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _above(grid: Grid, number: int, column: int) -> Square | None:
    """The cell that reaches down to this place."""
    for row in range(number - 1, -1, -1):
        square = grid.rows[row][column] if column < len(grid.rows[row]) else None
        if square is not None:
            return square if row + square.rows > number else None
    return None


def _cell(square: Square, wide: int, small: bool, *, below: bool = False) -> str:
    size = 9 if small else 12
    span = f'<w:gridSpan w:val="{square.columns}"/>' if square.columns > 1 else ""
    merge = "<w:vMerge/>" if below else '<w:vMerge w:val="restart"/>' if square.rows > 1 else ""
    align = "center" if square.centred else "left"
    lines = [""] if below else square.text.split("\n")
    said = "".join(
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20"/><w:jc w:val="{align}"/></w:pPr>'
        f"{_run(line, size, bold=square.strong) if line else ''}</w:p>"
        for line in lines
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{merge}</w:tcPr>{said}</w:tc>'


def _picture(picture: Picture, link: str, room: int) -> str:
    limit = (room / 20, _PORTRAIT[0] / 20 - 2 * _MARGIN / 20 - 60)
    scale = min(1.0, limit[0] / picture.width, limit[1] / picture.height)
    size = f'cx="{round(picture.width * scale * _EMU)}" cy="{round(picture.height * scale * _EMU)}"'
    about = f'<wp:docPr id="1" name="Lưu đồ" descr={quoteattr(clean(picture.words)[:2000])}/>'
    shape = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="luu_do.emf"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    inline = (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>{about}<a:graphic>'
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">{shape}</a:graphicData>'
        "</a:graphic></wp:inline>"
    )
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>'


def _room(wide: bool) -> int:
    return _PORTRAIT[1 if wide else 0] - 2 * _MARGIN


def _section(wide: bool) -> str:
    return f"<w:p><w:pPr><w:sectPr>{_page(wide)}</w:sectPr></w:pPr></w:p>"


def _page(wide: bool) -> str:
    width, height = reversed(_PORTRAIT) if wide else _PORTRAIT
    turned = ' w:orient="landscape"' if wide else ""
    sides = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:footerReference w:type="default" r:id="ft"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {sides} w:header="567" w:footer="567" w:gutter="0"/>'
    )


def _footer(text: str) -> str:
    page = "".join(
        f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr>{inside}</w:r>'
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_run(f"{text} – trang ", 9)}{page}</w:p>'


def _styles() -> str:
    fonts = " ".join(f'w:{kind}="Times New Roman"' for kind in ("ascii", "hAnsi", "cs", "eastAsia"))
    usual = f'<w:rPr><w:rFonts {fonts}/><w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr>'
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    defaults = f"<w:docDefaults><w:rPrDefault>{usual}</w:rPrDefault></w:docDefaults>"
    return f'<w:styles xmlns:w="{_W}">{defaults}{normal}</w:styles>'
