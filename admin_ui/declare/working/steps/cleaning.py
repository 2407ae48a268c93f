"""Text pasted from Word or a PDF as a person meant it: composed letters, plain spaces, no bullets, no soft hyphens."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BULLET = re.compile("^\\s*(?:[•◦▪▫■□●○‣⁃∙·➢➤✓✔\uf000-\uf0ff]+|[-–—+*](?=\\s))\\s*")
_SPACES = re.compile(r"[^\S\n]+")


def line(text: str, longest: int = 500) -> str:
    """One line of text: line breaks become spaces."""
    return " ".join(block(text, longest).split())


def block(text: str, longest: int = 5000) -> str:
    """Several lines of text, empty ones at both ends left out."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    lines = [_SPACES.sub(" ", _BULLET.sub("", one)).strip() for one in text.split("\n")]
    return "\n".join(lines).strip()[:longest]
