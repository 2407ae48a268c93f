"""What a person typed or pasted, made fit for a form document: plain text, and keys made from labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Final

from engine.forms.strings import line, paragraphs
from engine.forms.wrong import Wrong
from engine.text import Text

_MARKUP: Final = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<!--")
_SOFT: Final = str.maketrans({"\u00ad": None, "\u00a0": " ", "\u000b": "\n", "\u000c": "\n", "\u0007": " "})
_LONGEST: Final = 40
RESERVED: Final = frozenset(
    (
        *("parent", "i", "item", "partial", "if", "then", "else", "for", "in", "return", "some", "every"),
        *("satisfies", "and", "or", "not", "true", "false", "null", "between", "instance", "of", "function"),
        *("external", "don", "ho_so", "phi", "outcome", "unit", "at", "all"),
    )
)
"""Names a key must not have: words of FEEL, and what expressions read beside the answers."""


class BadText(ValueError):
    """Typed text that cannot be taken; says why and what to do."""

    def __init__(self, why: Text, what_to_do: Text) -> None:
        """Keep both."""
        super().__init__(why.en)
        self.why = why
        self.what_to_do = what_to_do


def one_line(raw: str, maximum: int) -> str:
    """One line of plain text; what Word brings along is cleaned away. Raises BadText."""
    return _clean(raw, maximum, line)


def many_lines(raw: str, maximum: int) -> str:
    """Plain text with its line breaks. Raises BadText."""
    return _clean(raw, maximum, paragraphs)


def _clean(raw: str, maximum: int, how: object) -> str:
    reader = line if how is line else paragraphs
    try:
        text = reader(raw.translate(_SOFT), maximum) or ""
    except Wrong as wrong:
        raise BadText(wrong.text, Text("", "")) from None
    found = _MARKUP.search(text)
    if found:
        raise BadText(
            Text(f"Có thẻ “{found[0][:30]}” trong nội dung.", f"There is the tag “{found[0][:30]}” in the text."),
            Text(
                "Chỉ ghi chữ thường; cỡ chữ, màu chữ do hệ thống lo.", "Write plain words; the system sees to the look."
            ),
        )
    return text


def key_of(label: str, taken: Container[str], fallback: str = "o") -> str:
    """A free key out of a label: ``Họ và tên`` becomes ``ho_va_ten``."""
    plain = unicodedata.normalize("NFD", label.replace("đ", "d").replace("Đ", "D"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    made = ""
    for word in words:
        longer = f"{made}_{word}" if made else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        made = longer
    return free_key(made if made[:1].isalpha() else f"{fallback}_{made}".rstrip("_"), taken)


def free_key(wish: str, taken: Container[str]) -> str:
    """``wish``, or the first of ``wish_2``, ``wish_3`` … that nobody has."""
    candidate, number = wish, 1
    while candidate in taken or candidate in RESERVED:
        number += 1
        candidate = f"{wish[:60]}_{number}"
    return candidate
