"""Opens an office file by its content, whatever its name says."""

from __future__ import annotations

from engine.procedures.sheets.document import Document
from engine.procedures.sheets.docx import read_docx
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.html import is_html, read_html
from engine.procedures.sheets.office_xml import parse_part
from engine.procedures.sheets.package import Package
from engine.procedures.sheets.relations import main_part
from engine.procedures.sheets.tree import local
from engine.procedures.sheets.xlsx import read_xlsx
from engine.text import Text

_OFFICE = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")
_OLD = Text(
    "Đây là tệp Word/Excel đời cũ (.doc, .xls) hoặc tệp có mật khẩu. Hãy mở bằng Word/Excel và lưu thành .docx, .xlsx.",
    "This is an old Word or Excel file (.doc, .xls) or one with a password. Save it as .docx or .xlsx.",
)
_PDF = Text(
    "Đây là tệp PDF. Hãy dùng bản Word hoặc Excel của quyết định.",
    "This is a PDF. Use the Word or Excel file of the decision.",
)
_OTHER = Text("Đây không phải tệp Word (.docx) hay Excel (.xlsx).", "This is no Word (.docx) or Excel (.xlsx) file.")


def open_document(data: bytes) -> Document:
    """The neutral picture of a .docx or .xlsx, or of HTML from the clipboard. Raises UnreadableSheet."""
    if not data:
        raise UnreadableSheet(Text("Tệp rỗng.", "The file is empty."))
    if not data.startswith(_OFFICE) and is_html(data):
        return read_html(data)
    if not data.startswith(b"PK"):
        refusal = _OLD if data.startswith(b"\xd0\xcf\x11\xe0") else _PDF if data.startswith(b"%PDF") else _OTHER
        raise UnreadableSheet(refusal)
    package = Package(data)
    part = main_part(package) or next((one for one in ("word/document.xml", "xl/workbook.xml") if one in package), None)
    if part is None or part not in package:
        raise UnreadableSheet(_OTHER)
    kind = local(parse_part(package.part(part)))
    if kind == "document":
        return read_docx(package, part)
    if kind == "workbook":
        return read_xlsx(package, part)
    raise UnreadableSheet(_OTHER)
