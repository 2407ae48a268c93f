"""Unary tests: the cells of a decision table, and what may stand after "in"."""

from __future__ import annotations

from engine.feel.errors import Said
from engine.feel.parse import operands
from engine.feel.parse.cursor import Cursor
from engine.feel.parse.tokens import END
from engine.feel.tree import Limit, Node, UnaryTests

_CONTINUES = frozenset(("+", "-", "*", "/", "**", ".", "(", "["))


def unary_tests(cursor: Cursor) -> UnaryTests:
    """A whole cell: "-", positive tests, or not(positive tests)."""
    at = cursor.token.start
    if cursor.at("-") and cursor.ahead().kind == END:
        cursor.take()
        return UnaryTests((), False, at)
    if cursor.at("not") and cursor.ahead().text == "(":
        start = cursor.index
        cursor.take()
        cursor.take()
        tests = _positive(cursor)
        if cursor.at(")") and cursor.ahead().kind == END:
            cursor.take()
            return UnaryTests(tests, True, at)
        cursor.index = start
    return UnaryTests(_positive(cursor), False, at)


def _positive(cursor: Cursor) -> tuple[Node, ...]:
    tests = [operands.expression(cursor)]
    while cursor.accept(","):
        tests.append(operands.expression(cursor))
    return tuple(tests)


def after_in(cursor: Cursor) -> tuple[Node, ...]:
    """What follows "in": one test, or several in brackets."""
    from engine.feel.parse.expressions import COMPARISONS, arithmetic, limit

    if cursor.at("("):
        tests = _in_brackets(cursor)
        if tests is not None:
            return tests
    if cursor.at_any(COMPARISONS):
        return (limit(cursor),)
    return (arithmetic(cursor),)


def _in_brackets(cursor: Cursor) -> tuple[Node, ...] | None:
    """Tests between brackets; None (and nothing read) when the bracket only begins an expression or a range."""
    start = cursor.index
    with cursor.deeper():
        cursor.take()
        tests = _positive(cursor)
    if len(tests) == 1 and not isinstance(tests[0], Limit) and (cursor.at("..") or _goes_on(cursor)):
        cursor.index = start
        return None
    cursor.expect(")", Said("cần “)” sau các giá trị của “in”", "“)” is needed after the values of “in”"))
    return tests


def _goes_on(cursor: Cursor) -> bool:
    return cursor.at(")") and cursor.ahead().text in _CONTINUES and cursor.ahead().kind != END
