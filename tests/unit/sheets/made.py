"""Makes small Word and Excel files out of plain lists, so that tests show the sheet they read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)
Row = Sequence[str]
"""One row; "^" continues the cell above, "<" continues the cell to the left."""


def docx(*blocks: str | Sequence[Row], numbering: str | None = None) -> bytes:
    """A Word file: texts are paragraphs, lists of rows are tables."""
    body = "".join(paragraph(one) if isinstance(one, str) else table(one) for one in blocks)
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    parts = {"_rels/.rels": _RELS.format("word/document.xml"), "word/document.xml": document}
    if numbering is not None:
        parts["word/numbering.xml"] = numbering
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
        parts["word/_rels/document.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="n1" Type="{relation}" Target="numbering.xml"/></Relationships>'
        )
    return packed(parts)


def paragraph(text: str) -> str:
    """A paragraph; one that is raw XML stays as it is."""
    if text.startswith("<w:"):
        return text
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def table(rows: Sequence[Row]) -> str:
    """A table with its merged cells."""
    lines = []
    for number, row in enumerate(rows):
        cells = []
        column = 0
        while column < len(row):
            wide = 1
            while column + wide < len(row) and row[column + wide] == "<":
                wide += 1
            below = number + 1 < len(rows) and column < len(rows[number + 1]) and rows[number + 1][column] == "^"
            cells.append(_cell(row[column], wide, below))
            column += wide
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def _cell(text: str, wide: int, below: bool) -> str:
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    merge = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' if below else ""
    said = "" if text == "^" else text
    inside = "".join(paragraph(line) for line in said.split("\n")) if not said.startswith("<w:tbl") else said
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inside or '<w:p/>'}</w:tc>"


def xlsx(sheets: dict[str, Sequence[Sequence[object]]], merges: Sequence[str] = (), styles: str = "") -> bytes:
    """An Excel file; numbers stay numbers, None is an empty cell."""
    parts = {"_rels/.rels": _RELS.format("xl/workbook.xml")}
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(sheets, 1))
    parts["xl/workbook.xml"] = f'<workbook xmlns="{S}" xmlns:r="{relation}"><sheets>{names}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="s{n}" Type="{relation}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    if styles:
        links += f'<Relationship Id="st" Type="{relation}/styles" Target="styles.xml"/>'
        parts["xl/styles.xml"] = styles
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    for number, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows, merges)
    return packed(parts)


def _sheet(rows: Sequence[Sequence[object]], merges: Sequence[str]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_value(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in merges)
    tail = f"<mergeCells>{merged}</mergeCells>" if merges else ""
    return f'<worksheet xmlns="{S}"><sheetData>{"".join(lines)}</sheetData>{tail}</worksheet>'


def _value(reference: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"><v>{value}</v></c>'
    text = str(value)
    if text.startswith("<c "):
        return text
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Parts as a zip package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()
