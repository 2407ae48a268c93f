"""The grammar from "or" down to powers: each function reads one level of precedence."""

from __future__ import annotations

from engine.feel.errors import Said
from engine.feel.parse import blocks, operands, tests
from engine.feel.parse.cursor import Cursor
from engine.feel.parse.types import type_expression
from engine.feel.tree import Arithmetic, Between, Comparison, In, InstanceOf, Limit, Literal, Logic, Negative, Node

COMPARISONS = frozenset(("=", "!=", "<", "<=", ">", ">="))
_BLOCKS = {
    "if": blocks.conditional,
    "for": blocks.loop,
    "some": blocks.quantified,
    "every": blocks.quantified,
    "function": blocks.function_definition,
}


def expression(cursor: Cursor) -> Node:
    """Any expression."""
    with cursor.deeper():
        block = _BLOCKS.get(cursor.token.text) if cursor.token.kind == "name" else None
        if block is not None and (cursor.token.text != "function" or cursor.ahead().text == "("):
            return block(cursor)
        return limit(cursor) if cursor.at_any(COMPARISONS) else _disjunction(cursor)


def limit(cursor: Cursor) -> Limit:
    """A comparison with nothing on its left: ``>= 10`` (grammar rule 7)."""
    token = cursor.take()
    return Limit(token.text, _operand_or_block(cursor, arithmetic), token.start)


def _disjunction(cursor: Cursor) -> Node:
    return _joined(cursor, "or", _conjunction)


def _conjunction(cursor: Cursor) -> Node:
    return _joined(cursor, "and", _comparison)


def _joined(cursor: Cursor, word: str, operand: operands.Reader) -> Node:
    at = cursor.token.start
    parts = [operand(cursor)]
    while cursor.accept(word):
        parts.append(_operand_or_block(cursor, operand))
    return parts[0] if len(parts) == 1 else Logic(word, tuple(parts), at)


def _operand_or_block(cursor: Cursor, operand: operands.Reader) -> Node:
    """The right-hand side of an operator: "if", "for" and the like may stand there without brackets."""
    return expression(cursor) if cursor.token.text in _BLOCKS and cursor.token.kind == "name" else operand(cursor)


def _comparison(cursor: Cursor) -> Node:
    left = _typed(cursor)
    links = 0
    while True:
        links = cursor.link(links)
        token = cursor.token
        if cursor.at_any(COMPARISONS):
            cursor.take()
            if cursor.at("="):
                raise cursor.refuse(
                    Said("So sánh bằng viết một dấu “=”", "Equality is written with one “=”"),
                    token.start,
                    "syntax.equals",
                )
            left = Comparison(token.text, left, _operand_or_block(cursor, _typed), token.start)
        elif cursor.at("between"):
            left = _between(cursor, left)
        elif cursor.at("in"):
            cursor.take()
            left = In(left, tests.after_in(cursor), token.start)
        else:
            return left


def _between(cursor: Cursor, value: Node) -> Node:
    at = cursor.take().start
    low = _typed(cursor)
    cursor.expect("and", Said("cần chữ “and” giữa hai giới hạn của “between”", "“and” is needed between the limits"))
    return Between(value, low, _typed(cursor), at)


def _typed(cursor: Cursor) -> Node:
    value = arithmetic(cursor)
    if cursor.at("instance") and cursor.ahead().text == "of":
        at = cursor.take().start
        cursor.take()
        kind, name = type_expression(cursor)
        value = InstanceOf(value, kind, name, at)
    return value


def arithmetic(cursor: Cursor) -> Node:
    """Sums; also what may stand as the end of a range or as one test."""
    return _chain(cursor, frozenset(("+", "-")), _product)


def _product(cursor: Cursor) -> Node:
    return _chain(cursor, frozenset(("*", "/")), _power)


def _power(cursor: Cursor) -> Node:
    return _chain(cursor, frozenset(("**",)), _signed)


def _chain(cursor: Cursor, operators: frozenset[str], operand: operands.Reader) -> Node:
    left = operand(cursor)
    links = 0
    while cursor.at_any(operators):
        links = cursor.link(links)
        token = cursor.take()
        left = Arithmetic(token.text, left, _operand_or_block(cursor, operand), token.start)
    return left


def _signed(cursor: Cursor) -> Node:
    if not cursor.at("-"):
        return operands.operand(cursor)
    with cursor.deeper():
        at = cursor.take().start
        operand = _signed(cursor)
    if isinstance(operand, Literal) and hasattr(operand.value, "copy_negate"):
        return Literal(operand.value.copy_negate(), at)
    return Negative(operand, at)


operands.connect(expression)
