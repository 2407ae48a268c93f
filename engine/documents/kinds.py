"""Which files are taken: the kind is decided by content and must agree with the name's ending."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from engine.platform.errors import Invalid
from engine.text import Text


@dataclass(frozen=True)
class Kind:
    """A kind of file we keep: its media type, how its content begins, the endings it may have."""

    name: str
    media_type: str
    magic: tuple[bytes, ...]
    endings: tuple[str, ...]
    zip_member: str | None = None


KINDS: tuple[Kind, ...] = (
    Kind("pdf", "application/pdf", (b"%PDF-",), (".pdf",)),
    Kind("png", "image/png", (b"\x89PNG\r\n\x1a\n",), (".png",)),
    Kind("jpeg", "image/jpeg", (b"\xff\xd8\xff",), (".jpg", ".jpeg")),
    Kind(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (b"PK\x03\x04",),
        (".docx",),
        "word/",
    ),
    Kind(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (b"PK\x03\x04",),
        (".xlsx",),
        "xl/",
    ),
)

BY_NAME = {kind.name: kind for kind in KINDS}


def recognise(name: str, data: bytes) -> Kind:
    """Return the kind of a file; raises ``Invalid`` naming the file when it is none of ours or its name lies."""
    ending = PurePath(name).suffix.lower()
    for kind in KINDS:
        if ending in kind.endings and _begins(kind, data):
            return kind
    endings = ", ".join(sorted(ending for kind in KINDS for ending in kind.endings))
    raise Invalid(
        Text(
            f"Không nhận tệp «{name}»: nội dung không phải loại tệp được phép hoặc không đúng với đuôi tệp.",
            f"The file “{name}” is not taken: its content is not an allowed kind or does not match its ending.",
        ),
        fix=Text(f"Chọn tệp loại {endings}.", f"Choose a file of kind {endings}."),
        where=name,
    )


def _begins(kind: Kind, data: bytes) -> bool:
    if not data.startswith(kind.magic):
        return False
    if kind.zip_member is None:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(entry.startswith(kind.zip_member) for entry in archive.namelist())
    except zipfile.BadZipFile:
        return False
