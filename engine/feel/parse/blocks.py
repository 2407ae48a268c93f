"""The expressions that begin with a word: if, for, some, every, function."""

from __future__ import annotations

from engine.feel.errors import Said
from engine.feel.parse import operands
from engine.feel.parse.cursor import Cursor
from engine.feel.parse.scope import name_like, spelled
from engine.feel.parse.types import type_expression
from engine.feel.tree import For, FunctionDefinition, If, Iterator, Node, Quantified
from engine.feel.values.types import ANY, Type


def conditional(cursor: Cursor) -> Node:
    """``if condition then yes else no``."""
    at = cursor.take().start
    condition = operands.expression(cursor)
    cursor.expect("then", Said("cần “then” sau điều kiện của “if”", "“then” is needed after the condition of “if”"))
    yes = operands.expression(cursor)
    cursor.expect("else", Said("cần “else” (trường hợp còn lại)", "“else” (the other case) is needed"))
    return If(condition, yes, operands.expression(cursor), at)


def loop(cursor: Cursor) -> Node:
    """``for a in list, b in 1..3 return body``."""
    at = cursor.take().start
    iterators = _iterators(cursor)
    cursor.expect("return", Said("cần “return” sau phần lặp", "“return” is needed after what is gone through"))
    cursor.scope.push(("partial",))
    body = operands.expression(cursor)
    cursor.scope.pop()
    _leave(cursor, iterators)
    return For(iterators, body, at)


def quantified(cursor: Cursor) -> Node:
    """``some a in list satisfies condition`` or the same with every."""
    token = cursor.take()
    iterators = _iterators(cursor)
    cursor.expect("satisfies", Said("cần “satisfies” rồi đến điều kiện", "“satisfies” and a condition are needed"))
    body = operands.expression(cursor)
    _leave(cursor, iterators)
    return Quantified(token.text, iterators, body, token.start)


def _iterators(cursor: Cursor) -> tuple[Iterator, ...]:
    found: list[Iterator] = []
    while True:
        token = cursor.token
        name = _declared(cursor, "in")
        cursor.expect("in", Said(f"cần “in” sau tên “{name}”", f"“in” is needed after the name “{name}”"))
        source = operands.expression(cursor)
        end = operands.expression(cursor) if cursor.accept("..") else None
        found.append(Iterator(name, source, end, token.start))
        cursor.scope.push((name,))
        if not cursor.accept(","):
            return tuple(found)


def _leave(cursor: Cursor, iterators: tuple[Iterator, ...]) -> None:
    for _ in iterators:
        cursor.scope.pop()


def _declared(cursor: Cursor, *closers: str) -> str:
    """Read the name being declared, up to one of the closing words or marks."""
    start = cursor.index
    while name_like(cursor.token) and cursor.token.text not in closers:
        cursor.take()
    if cursor.index == start:
        raise cursor.wrong(Said("cần một tên", "a name is needed"))
    return spelled(cursor.tokens[start : cursor.index], cursor.source)


def function_definition(cursor: Cursor) -> Node:
    """``function(a, b: number) body``."""
    at = cursor.take().start
    cursor.expect("(")
    parameters: list[tuple[str, Type]] = []
    while not cursor.at(")"):
        name = _declared(cursor, ":", ",", ")")
        kind: Type | None = ANY
        if cursor.accept(":"):
            place = cursor.token.start
            kind, called = type_expression(cursor)
            if kind is None:
                said = Said(f"Không có kiểu dữ liệu “{called}”", f"There is no type “{called}”")
                raise cursor.refuse(said, place, "type.unknown")
        parameters.append((name, kind or ANY))
        if not cursor.accept(","):
            break
    cursor.expect(")", Said("cần “)” sau các tham số", "“)” is needed after the parameters"))
    external = cursor.accept("external")
    cursor.scope.push(name for name, _ in parameters)
    body = operands.expression(cursor)
    cursor.scope.pop()
    return FunctionDefinition(tuple(parameters), body, external, at)
