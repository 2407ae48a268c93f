"""Differences as a table for a spreadsheet, CSV and Excel; nothing in it is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from engine.connectors.books.models import DOUBLED, NOT_HERE, NOT_THERE, RESULT
from engine.platform.time import local
from engine.text import Text

KINDS = {
    NOT_HERE: Text("Đối tác có, ta không có", "At the partner, not here"),
    NOT_THERE: Text("Ta có, đối tác không có", "Here, not at the partner"),
    RESULT: Text("Kết quả khác nhau", "Different results"),
    DOUBLED: Text("Đối tác làm hơn một lần", "Done more than once"),
}
RESULTS = {
    "": Text("không có", "none"),
    "done": Text("đã xong", "done"),
    "withdrawn": Text("đã rút", "withdrawn"),
    "refused": Text("bị từ chối", "refused"),
    "not_sent": Text("chưa gửi", "not sent"),
    "open": Text("đang xử lý", "open"),
    "stuck": Text("bị dừng", "stuck"),
    "failed": Text("không thực hiện được", "failed"),
}
HEADINGS = (
    Text("Ngày", "Day"),
    Text("Đối tác", "Partner"),
    Text("Chênh lệch", "Difference"),
    Text("Mã yêu cầu", "Key"),
    Text("Số tiếp nhận", "Receipt"),
    Text("Bên ta", "Here"),
    Text("Đối tác", "At the partner"),
    Text("Việc", "Call"),
    Text("Xử lý lúc", "Settled"),
    Text("Người xử lý", "Settled by"),
    Text("Ghi chú", "Note"),
)
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = (12, 28, 26, 42, 22, 16, 16, 30, 18, 18, 40)


def lines(rows: Iterable[Any], language: str) -> list[list[str]]:
    """One line per difference, in words."""
    return [[_plain(cell) for cell in _line(row, language)] for row in rows]


def as_csv(rows: Iterable[Any], language: str) -> bytes:
    """CSV with a byte order mark, which spreadsheets need for Vietnamese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading.said_in(language) for heading in HEADINGS])
    writer.writerows(lines(rows, language))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_excel(rows: Iterable[Any], language: str) -> bytes:
    """An .xlsx of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = Text("Chênh lệch", "Differences").said_in(language)
    sheet.append([heading.said_in(language) for heading in HEADINGS])
    for line in lines(rows, language):
        sheet.append(line)
    for place, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _line(row: Any, language: str) -> Sequence[str]:
    return (
        row.day,
        row.partner_name,
        KINDS[row.kind].said_in(language),
        row.key,
        row.receipt,
        said(row.ours, language),
        said(row.theirs, language),
        row.call_name or "",
        f"{local(row.settled_at):%d/%m/%Y %H:%M}" if row.settled_at else "",
        row.settled_by or "",
        row.note or "",
    )


def said(result: str, language: str) -> str:
    """A result in words; what has none (a receipt, a number) speaks for itself."""
    return RESULTS[result].said_in(language) if result in RESULTS else result


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
