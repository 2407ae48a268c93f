"""Packs the parts of an office file: content types, relationships, a zip whose bytes depend on its content alone."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Mapping
from typing import Final

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WHEN: Final = (1980, 1, 1, 0, 0, 0)


def relations(links: Mapping[str, tuple[str, str]]) -> str:
    """A relationships part: id -> (kind, target)."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_KINDS}/{kind}" Target="{target}"/>' for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_LINKS}">{inside}</Relationships>'


def pack(parts: Mapping[str, str | bytes], types: Mapping[str, str]) -> bytes:
    """The package. ``types`` are the content types of single parts; texts are XML."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in {"[Content_Types].xml": _content_types(types), **parts}.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content if isinstance(content, bytes) else (_HEAD + content).encode())
    return stream.getvalue()


def _content_types(types: Mapping[str, str]) -> str:
    usual = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "emf": "image/x-emf",
    }
    inside = "".join(f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in usual.items())
    inside += "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return f'<Types xmlns="{_TYPES}">{inside}</Types>'


def escape(text: str) -> str:
    """``text`` as the content of an element."""
    return html.escape(text, quote=False)


def quoteattr(text: str) -> str:
    """``text`` as an attribute's value with its quotes; line breaks stay."""
    return '"' + html.escape(text).replace("\n", "&#10;") + '"'
