"""XML that may be handed to zeep: small, UTF-8, without DOCTYPE and entities."""

from __future__ import annotations

import re

MOST_BYTES = 1024 * 1024
_FORBIDDEN = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']\s*([A-Za-z0-9._-]+)""")


def trouble_with(data: bytes) -> str | None:
    """Why these bytes are not taken; None when they may be."""
    if len(data) > MOST_BYTES:
        return "larger than 1 MB"
    encoding = _ENCODING.search(data.removeprefix(b"\xef\xbb\xbf"))
    if encoding and encoding.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        return "not UTF-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8"
    if b"\x00" in data or _FORBIDDEN.search(data):
        return "has a DOCTYPE or entities"
    return None
