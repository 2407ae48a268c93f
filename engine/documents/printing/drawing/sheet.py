"""A Word sheet drawn piece by piece: the official head, lines of label and field, tables, signatures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_SIZES: Final = {"a5": (148, 210, 12, 9.5), "a4": (210, 297, 20, 13), "a4-wide": (297, 210, 12, 10)}
"""Width, height, margin in millimetres, and size of type in points."""
_FONT: Final = "Times New Roman"
_DRAWN: Final = datetime(2026, 1, 1)
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
_SIDES: Final = {"centre": CENTRE, "left": LEFT, "right": RIGHT}


class Sheet:
    """One document being drawn."""

    def __init__(self, paper: str) -> None:
        self._document = Document()
        width, height, margin, self.size = _SIZES[paper]
        self.width = width - 2 * margin
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(margin)
        section.header_distance = section.footer_distance = Mm(6)
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(self.size)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
        normal.paragraph_format.space_after = Pt(self.size / 5)
        normal.paragraph_format.space_before = Pt(0)

    def head(self) -> None:
        """Agency left, state title right, number and place below."""
        table = self._bare(1, (0.4, 0.6))
        left, right = table.rows[0].cells
        self._into(left, "{{ co_quan_cap_tren }}", first=True)
        self._into(left, "{{ don_vi }}", bold=True)
        self._into(left, "Số: {{ so }}")
        self._into(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, first=True)
        self._into(right, "Độc lập – Tự do – Hạnh phúc", bold=True, underline=True)
        self._into(right, "{{ noi_ngay_lap }}", italic=True)

    def title(self, words: str) -> None:
        """The name of the form, and the line that marks a reprint."""
        self.line(words, bold=True, side="centre", size=self.size + 2.5, before=6)
        self.line("{%p if ban_in_lai %}")
        self.line("{{ ban_in_lai }}", italic=True, side="centre")
        self.line("{%p endif %}")

    def line(
        self,
        words: str,
        *,
        bold: bool = False,
        italic: bool = False,
        side: str = "left",
        size: float = 0,
        before: float = 0,
    ) -> None:
        """A paragraph."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = _SIDES[side]
        paragraph.paragraph_format.space_before = Pt(before)
        self._run(paragraph, words, bold, italic, size=size)

    def field(self, label: str, content: str, *, bold: bool = False) -> None:
        """«Label: content» on one line."""
        paragraph = self._document.add_paragraph()
        self._run(paragraph, f"{label}: ")
        self._run(paragraph, content, bold)

    def optional(self, name: str, label: str) -> None:
        """A line that is left out when its field is empty."""
        self.line("{%p if " + name + " %}")
        self.field(label, "{{ " + name + " }}")
        self.line("{%p endif %}")

    def repeated(self, name: str, words: str) -> None:
        """One paragraph per line of a list."""
        self.line("{%p for dong in " + name + " %}")
        self.line(words)
        self.line("{%p endfor %}")

    def table(self, name: str, columns: Sequence[tuple[str, str, float]]) -> None:
        """A ruled table: (heading, content, share of the width), with one row per line of the list."""
        table = self._document.add_table(rows=4, cols=len(columns))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        table.rows[1].cells[0].text = "{%tr for dong in " + name + " %}"
        table.rows[3].cells[0].text = "{%tr endfor %}"
        for place, (heading, content, share) in enumerate(columns):
            table.columns[place].width = Mm(self.width * share)
            for row in table.rows:
                row.cells[place].width = Mm(self.width * share)
            self._into(table.rows[0].cells[place], heading, bold=True, first=True, size=self.size - 1)
            self._into(table.rows[2].cells[place], content, first=True, size=self.size - 1, side="left")
        _repeat(table.rows[0])
        _whole(table.rows[2])

    def codes(self, *lines: str) -> None:
        """The QR code left, the bar code and what it says right."""
        table = self._bare(1, (0.26, 0.74))
        left, right = table.rows[0].cells
        self._into(left, "{{ ma_qr }}", first=True)
        for number, line in enumerate(lines):
            self._into(right, line, first=number == 0, side="left")
        self._into(right, "{{ ma_vach }}", side="left")

    def signatures(self, left: tuple[str, str], right: tuple[str, str]) -> None:
        """Two places to sign: (who, name)."""
        table = self._bare(1, (0.5, 0.5))
        for cell, (who, name) in zip(table.rows[0].cells, (left, right), strict=True):
            self._into(cell, who, bold=True, first=True)
            if who:
                self._into(cell, "(Ký, ghi rõ họ tên)", italic=True)
            self._into(cell, "")
            self._into(cell, "")
            self._into(cell, name, bold=True)

    def data(self) -> bytes:
        """The .docx; drawn again it is the same bytes."""
        properties = self._document.core_properties
        properties.author, properties.title, properties.comments = "Quy Trình", "", ""
        properties.created = properties.modified = _DRAWN
        _without_thumbnail(self._document.part.package)
        out = io.BytesIO()
        self._document.save(out)
        return _same_every_time(out.getvalue())

    def _bare(self, rows: int, shares: Sequence[float]) -> Any:
        table = self._document.add_table(rows=rows, cols=len(shares))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(self.width * share)
        for row in table.rows:
            _whole(row)
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = Mm(self.width * share)
        return table

    def _into(
        self,
        cell: Any,
        words: str,
        *,
        bold: bool = False,
        italic: bool = False,
        underline: bool = False,
        first: bool = False,
        size: float = 0,
        side: str = "centre",
    ) -> None:
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        paragraph.alignment = _SIDES[side]
        paragraph.paragraph_format.space_after = Pt(1)
        self._run(paragraph, words, bold, italic, underline, size)

    def _run(
        self,
        paragraph: Any,
        words: str,
        bold: bool = False,
        italic: bool = False,
        underline: bool = False,
        size: float = 0,
    ) -> None:
        run = paragraph.add_run(words)
        run.bold, run.italic, run.underline = bold, italic, underline
        run.font.name = _FONT
        run.font.size = Pt(size or self.size)


def _without_thumbnail(package: Any) -> None:
    """The library's empty document brings a picture of itself; nobody needs it."""
    for name in [name for name, one in package.rels.items() if one.reltype.endswith("/thumbnail")]:
        del package.rels[name]


def _repeat(row: Any) -> None:
    """Repeat a heading row on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _same_every_time(data: bytes) -> bytes:
    """The package without the instant it was packed at, so that the same drawing gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for entry in made.infolist():
            named = zipfile.ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0))
            kept.writestr(named, made.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
