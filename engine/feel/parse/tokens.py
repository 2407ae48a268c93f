"""Text cut into tokens; comments and white space disappear here."""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.feel.errors import FeelError, Said
from engine.feel.limits import SOURCE_LENGTH, TOKENS
from engine.feel.parse.escapes import unescaped

NAME, NUMBER, STRING, MARK, STRAY, END = "name", "number", "string", "mark", "stray", "end"

_START = (
    "?A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d\u180f-\u1fff"
    "\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    "\U00010000-\U000effff"
)
_PART = _START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_SPACE = "\\t-\\r \u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"

_TOKEN = re.compile(
    rf"(?P<space>[{_SPACE}]+|//[^\n]*|/\*.*?\*/)"
    rf"|(?P<name>[{_START}][{_PART}]*)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r'|(?P<string>"(?:[^"\\]|\\.)*")'
    r"|(?P<mark>\*\*|\.\.|<=|>=|!=|->|[-+*/<>=()\[\]{},:.@])"
    r"|(?P<stray>.)",
    re.DOTALL,
)


class Token(NamedTuple):
    """A piece of source; ``value`` is the text a string stands for, otherwise the piece itself."""

    kind: str
    text: str
    start: int
    end: int
    value: str


def tokens_of(source: str) -> list[Token]:
    """Cut the source; raises FeelError for text too long or a string that does not end."""
    if len(source) > SOURCE_LENGTH:
        said = Said(
            f"Biểu thức dài quá {SOURCE_LENGTH} ký tự", f"The expression is longer than {SOURCE_LENGTH} characters"
        )
        raise FeelError(said, code="limit.source")
    found: list[Token] = []
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup or STRAY
        if kind == "space":
            continue
        text = match.group()
        if kind == STRAY and text == '"':
            raise FeelError(
                Said("Chuỗi chữ chưa có dấu ngoặc kép đóng", "The text has no closing quotation mark"),
                match.start(),
                code="syntax.string",
                source=source,
            )
        value = unescaped(text[1:-1]) if kind == STRING else text
        found.append(Token(kind, text, match.start(), match.end(), value))
    if len(found) > TOKENS:
        said = Said("Biểu thức quá phức tạp", "The expression is too complicated")
        raise FeelError(said, code="limit.source")
    found.append(Token(END, "", len(source), len(source), ""))
    return found
