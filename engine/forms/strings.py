"""Cleans a typed string: NFC, no control characters, bounded length, no blank space at the ends."""

from __future__ import annotations

import unicodedata
from typing import Final

from engine.forms.wrong import Wrong
from engine.text import Text

_INVISIBLE: Final = frozenset(
    "\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

NOT_TEXT: Final = Text(
    "Nội dung gửi lên không đúng dạng. Nhập lại ô này.", "This was sent in the wrong shape. Enter it again."
)
CONTROL: Final = Text(
    "Có ký tự điều khiển không hiển thị được. Xóa đoạn vừa dán rồi gõ lại bằng bàn phím.",
    "It contains characters that cannot be shown. Delete what was pasted and type it again.",
)


def too_long(maximum: int) -> Text:
    """The message for an answer longer than ``maximum`` characters."""
    return Text(f"Rút ngắn còn tối đa {maximum} ký tự.", f"Shorten this to {maximum} characters or fewer.")


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"} and character not in "\n\t"


def line(raw: object, maximum: int) -> str | None:
    """A one-line answer, or None when blank; runs of blank space become one space. Raises Wrong."""
    text = paragraphs(raw, maximum)
    return None if text is None else " ".join(text.split())


def paragraphs(raw: object, maximum: int) -> str | None:
    """A long answer with its line breaks, or None when blank. Raises Wrong.

    The length is looked at before the text is normalised, so that ten megabytes cost nothing.
    """
    if raw is None:
        return None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        raw = _number_as_typed(raw)
    if not isinstance(raw, str):
        raise Wrong(NOT_TEXT)
    if len(raw) > 4 * maximum + 100:
        raise Wrong(too_long(maximum))
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if not _INVISIBLE.isdisjoint(text):
        text = "".join(character for character in text if character not in _INVISIBLE)
    text = unicodedata.normalize("NFC", text).strip()
    if not printable(text):
        raise Wrong(CONTROL)
    if len(text) > maximum:
        raise Wrong(too_long(maximum))
    return text or None


def _number_as_typed(number: int | float) -> str:
    if isinstance(number, int):
        return str(number) if abs(number) < 10**40 else "9" * 41
    return format(number, ".15g")


def printable(text: str) -> bool:
    """True when a text holds nothing that cannot be shown; almost every text is settled by the first, fast question."""
    return text.replace("\n", " ").isprintable() or not any(_is_control(character) for character in set(text))
