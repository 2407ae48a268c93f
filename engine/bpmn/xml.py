"""The one door through which XML bytes become a tree: bounded, without DOCTYPE, entities or network."""

from __future__ import annotations

import io
import re
from typing import Final

from lxml import etree

from engine.bpmn.errors import UnsafeXml
from engine.text import Text

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_ELEMENTS: Final = 5_000
MAX_DEPTH: Final = 60
MAX_ID: Final = 200

_UTF8_BOM: Final = b"\xef\xbb\xbf"
_SKIPPED: Final = re.compile(rb"\s+|<!--.*?-->|<\?.*?\?>", re.S)
_ENCODING: Final = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_NCNAME: Final = re.compile(r"[^\W\d][\w.\-·]*")
_FOREIGN: Final = (
    (b"%PDF", Text("một tệp PDF", "a PDF file")),
    (b"PK\x03\x04", Text("một tệp nén hoặc tệp Word/Excel", "a zip, Word or Excel file")),
    (b"\xd0\xcf\x11\xe0", Text("một tệp Word/Excel đời cũ", "an old Word or Excel file")),
    (b"\x89PNG", Text("một tệp ảnh", "an image")),
    (b"\xff\xd8\xff", Text("một tệp ảnh", "an image")),
)


def safe_parse(data: bytes) -> etree._Element:
    """Parse ``data`` and return its root element.

    At most 2 MB, 5,000 elements and 60 levels; UTF-8 only; no DOCTYPE (so no entities); ids must be NCNames.
    Raises UnsafeXml with a message in both languages and the line where one is known.
    """
    _refuse_by_bytes(data)
    root = _bounded_tree(data)
    _check_ids(root)
    return root


def line_of(element: etree._Element) -> int | None:
    """Line of the file at which ``element`` starts, when the parser remembers it."""
    line = getattr(element, "sourceline", None)
    return line if isinstance(line, int) else None


def text_of(element: etree._Element) -> str:
    """Stripped text that stands directly in ``element`` (comments and children left out)."""
    parts = [element.text, *(child.tail for child in element)]
    return "".join(str(part) for part in parts if part).strip()


def _refuse_by_bytes(data: bytes) -> None:
    if not isinstance(data, bytes):
        raise TypeError("safe_parse takes bytes")
    if len(data) > MAX_BYTES:
        raise UnsafeXml(Text("Tệp lớn hơn 2 MB; sơ đồ quy trình không thể lớn như vậy.", "The file is over 2 MB."))
    if not data.strip():
        raise UnsafeXml(Text("Tệp rỗng.", "The file is empty."))
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            raise UnsafeXml(
                Text(f"Đây là {kind.vi}, không phải sơ đồ BPMN.", f"This is {kind.en}, not a BPMN diagram.")
            )
    _refuse_other_encodings(data)
    _refuse_doctype(data)


def _refuse_other_encodings(data: bytes) -> None:
    declared = _ENCODING.match(data.removeprefix(_UTF8_BOM))
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or name not in ("utf-8", "utf8", "us-ascii", "ascii"):
        raise UnsafeXml(Text("Tệp phải được lưu theo bảng mã UTF-8.", "The file must be saved as UTF-8."))


def _refuse_doctype(data: bytes) -> None:
    position = len(_UTF8_BOM) if data.startswith(_UTF8_BOM) else 0
    while skipped := _SKIPPED.match(data, position):
        position = skipped.end()
    if data[position : position + 9].upper() == b"<!DOCTYPE":
        raise UnsafeXml(
            Text(
                "Tệp có khai báo DOCTYPE; vì lý do an toàn, hệ thống không nhận khai báo này. Hãy xóa dòng đó.",
                "The file declares a DOCTYPE, which is refused for safety. Remove that line.",
            ),
            data.count(b"\n", 0, position) + 1,
        )


def _bounded_tree(data: bytes) -> etree._Element:
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
    )
    count = depth = 0
    try:
        for event, element in events:
            if event == "end":
                depth -= 1
                continue
            count, depth = count + 1, depth + 1
            _refuse_excess(count, depth, element)
    except etree.XMLSyntaxError as error:
        raise _malformed(error) from None
    root: etree._Element | None = events.root
    if root is None:
        raise UnsafeXml(Text("Tệp không có nội dung XML.", "The file holds no XML."))
    return root


def _refuse_excess(count: int, depth: int, element: etree._Element) -> None:
    if count > MAX_ELEMENTS:
        raise UnsafeXml(
            Text(f"Tệp có hơn {MAX_ELEMENTS} phần tử XML.", f"The file has more than {MAX_ELEMENTS} XML elements."),
            line_of(element),
        )
    if depth > MAX_DEPTH:
        raise UnsafeXml(
            Text(
                f"Các phần tử lồng nhau quá {MAX_DEPTH} cấp.", f"Elements are nested more than {MAX_DEPTH} levels deep."
            ),
            line_of(element),
        )


def _malformed(error: etree.XMLSyntaxError) -> UnsafeXml:
    line = error.lineno or None
    detail = re.sub(r",? line \d+, column \d+.*$", "", error.msg or "").strip() or "not well-formed"
    return UnsafeXml(
        Text(f"Tệp không phải XML hợp lệ ({detail}).", f"The file is not well-formed XML ({detail})."),
        line,
    )


def _check_ids(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        value = element.get("id")
        if value is None:
            continue
        if len(value) > MAX_ID or not _NCNAME.fullmatch(value):
            shown = value[:40]
            raise UnsafeXml(
                Text(
                    f"Mã (id) “{shown}” không hợp lệ: chỉ được bắt đầu bằng chữ cái, gồm chữ, số, dấu _ - và chấm.",
                    f"The id “{shown}” is not valid: it must start with a letter and hold letters, digits, _ - . only.",
                ),
                line_of(element),
            )
