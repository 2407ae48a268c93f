"""Type expressions (grammar rule 52): number, list<string>, context<a: date>, range<…>, function<…>->…, tNames."""

from __future__ import annotations

from engine.feel.errors import Said
from engine.feel.parse.cursor import Cursor
from engine.feel.parse.scope import JOINTS, name_like, pieces_of, spelled
from engine.feel.parse.tokens import NAME
from engine.feel.values.types import NAMED, ContextOf, FunctionOf, ListOf, RangeOf, Type


def type_expression(cursor: Cursor) -> tuple[Type | None, str]:
    """Read a type: (the type, or None when nobody knows it; its name as written)."""
    with cursor.deeper():
        start = cursor.index
        kind = _constructed(cursor) if cursor.ahead().text == "<" else _named(cursor)
        return kind, spelled(cursor.tokens[start : cursor.index], cursor.source)


def _constructed(cursor: Cursor) -> Type | None:
    word = cursor.take().text
    cursor.expect("<")
    if word == "context":
        return _context(cursor)
    if word == "function":
        return _function(cursor)
    if word not in ("list", "range"):
        raise cursor.wrong(
            Said("chỉ list, range, context, function có “<…>”", "only list, range, context, function take “<…>”")
        )
    element, _ = type_expression(cursor)
    cursor.expect(">")
    if element is None:
        return None
    return ListOf(element) if word == "list" else RangeOf(element)


def _context(cursor: Cursor) -> Type | None:
    entries: list[tuple[str, Type | None]] = []
    while not cursor.at(">"):
        start = cursor.index
        while name_like(cursor.token):
            cursor.take()
        name = (
            spelled(cursor.tokens[start : cursor.index], cursor.source) if cursor.index > start else cursor.take().value
        )
        cursor.expect(":")
        entries.append((name, type_expression(cursor)[0]))
        if not cursor.accept(","):
            break
    cursor.expect(">")
    known = tuple((name, kind) for name, kind in entries if kind is not None)
    return ContextOf(known) if len(known) == len(entries) else None


def _function(cursor: Cursor) -> Type | None:
    parameters: list[Type | None] = []
    while not cursor.at(">"):
        parameters.append(type_expression(cursor)[0])
        if not cursor.accept(","):
            break
    cursor.expect(">")
    cursor.expect("->")
    result, _ = type_expression(cursor)
    known = tuple(kind for kind in parameters if kind is not None)
    return FunctionOf(known, result) if result is not None and len(known) == len(parameters) else None


def _named(cursor: Cursor) -> Type | None:
    best: tuple[int, Type | None] = (0, None)
    for names in (NAMED, cursor.types):
        for name, kind in names.items():
            pieces = pieces_of(name)
            written = tuple(token.text for token in cursor.tokens[cursor.index : cursor.index + len(pieces)])
            if written == pieces and len(pieces) > best[0]:
                best = len(pieces), kind
    if best[0]:
        cursor.index += best[0]
        return best[1]
    if cursor.token.kind != NAME:
        raise cursor.wrong(Said("cần một kiểu dữ liệu", "a type is needed"))
    while (cursor.token.kind == NAME and cursor.token.text not in JOINTS) or cursor.at("."):
        cursor.take()
    return None
