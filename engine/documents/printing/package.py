"""What a Word template may be made of: an ordinary document; no macros, nothing fetched, nothing embedded, no bombs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.platform.errors import Invalid
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.office_xml import parse_part
from engine.procedures.sheets.package import Package
from engine.text import Text

MAX_BYTES: Final = 5 * 1024 * 1024
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FOREIGN: Final = re.compile(r"vbaProject|vbaData|/embeddings/|/activeX/|oleObject|\.bin$|afchunk", re.IGNORECASE)
_FETCHES: Final = re.compile(r"\b(INCLUDE\w*|DDE\w*|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def require_plain(name: str, data: bytes) -> None:
    """Raise ``Invalid`` for anything but a plain .docx, saying what stands in the way."""
    if len(data) > MAX_BYTES:
        raise _refusal(name, "tệp lớn hơn 5 MB", "the file is over 5 MB")
    try:
        package = Package(data)
        for part in _names(data):
            _look_at(name, part, package)
    except UnreadableSheet as error:
        raise Invalid(error.text, where=name) from error
    if "word/document.xml" not in package:
        raise _refusal(name, "đây không phải tệp Word .docx", "this is no Word file (.docx)")


def _look_at(name: str, part: str, package: Package) -> None:
    if _FOREIGN.search(part):
        raise _refusal(name, f"tệp chứa macro hoặc đối tượng nhúng ({part})", f"it holds macros or objects ({part})")
    if part.endswith((".xml", ".rels")):
        root = parse_part(package.part(part))
        if part == "[Content_Types].xml":
            _require_document(name, root)
        for problem in (*_external(root), *_fields(root)):
            raise _refusal(name, *problem)


def _names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def _require_document(name: str, types: etree._Element) -> None:
    kinds = {one.get("ContentType") for one in types}
    if any("macroEnabled" in (kind or "") for kind in kinds) or _MAIN not in kinds:
        raise _refusal(
            name,
            "tệp không phải tài liệu Word thường (.docx không macro)",
            "it is no ordinary Word document (.docx without macros)",
        )


def _external(root: etree._Element) -> Iterator[tuple[str, str]]:
    for one in root:
        if one.get("TargetMode") == "External":
            target = one.get("Target")
            yield f"tệp liên kết ra ngoài: {target}", f"it links outside: {target}"


def _fields(root: etree._Element) -> Iterator[tuple[str, str]]:
    told = [one.text or "" for one in root.iter(f"{_W}instrText")]
    told += [one.get(f"{_W}instr") or "" for one in root.iter(f"{_W}fldSimple")]
    whole = "".join(told)
    if found := _FETCHES.search(whole.upper()):
        yield f"tệp có trường lấy nội dung từ nơi khác: {found[0]}", f"it has a field that fetches content: {found[0]}"
    if next(root.iter(f"{_W}altChunk"), None) is not None:
        yield "tệp chèn tài liệu khác (altChunk)", "it includes another document (altChunk)"


def _refusal(name: str, vi: str, en: str) -> Invalid:
    return Invalid(
        Text(f"Không nhận mẫu «{name}»: {vi}.", f"The template “{name}” is not taken: {en}."),
        Text(
            "Tải mẫu gốc về, sửa bằng Word rồi lưu lại ở dạng Tài liệu Word (.docx).",
            "Download the shipped template, change it in Word and save it as a Word document (.docx).",
        ),
        where=name,
    )
