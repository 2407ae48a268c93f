"""Literals: numbers, text, true, false, null and temporal values written @"…"."""

from __future__ import annotations

from typing import Final

from engine.feel.errors import Said
from engine.feel.parse.cursor import Cursor
from engine.feel.parse.tokens import NAME, NUMBER, STRING
from engine.feel.tree import Literal
from engine.feel.values.numbers import number_from
from engine.feel.values.reading import temporal_from

NOT_LITERAL: Final = Literal(None, -1)
"""Given back, untouched, when no literal stands here."""

_WORDS = {"true": True, "false": False, "null": None}


def literal(cursor: Cursor) -> Literal:
    """Read a literal if one stands here, otherwise give back ``NOT_LITERAL``."""
    token = cursor.token
    if token.kind == NAME:
        if token.text not in _WORDS:
            return NOT_LITERAL
        cursor.take()
        return Literal(_WORDS[token.text], token.start)
    if token.kind == NUMBER:
        return _number(cursor)
    if token.kind == STRING:
        cursor.take()
        return Literal(token.value, token.start)
    return _temporal(cursor) if cursor.at("@") else NOT_LITERAL


def _number(cursor: Cursor) -> Literal:
    token = cursor.take()
    value = number_from(token.text)
    if value is None:
        raise cursor.refuse(Said("Số quá lớn", "The number is too large"), token.start, "limit.number")
    return Literal(value, token.start)


def _temporal(cursor: Cursor) -> Literal:
    at = cursor.take().start
    if cursor.token.kind != STRING:
        raise cursor.wrong(
            Said("cần ngày hoặc giờ trong ngoặc kép sau “@”", "a quoted date or time is needed after “@”")
        )
    token = cursor.take()
    value = temporal_from(token.value)
    if value is None:
        said = Said(
            f'“{token.value}” không phải là ngày, giờ hay khoảng thời gian (ví dụ đúng: @"2025-07-01")',
            f'“{token.value}” is not a date, time or duration (a correct example: @"2025-07-01")',
        )
        raise cursor.refuse(said, at, "literal.temporal")
    return Literal(value, at)
