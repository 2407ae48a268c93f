"""Reading a whole expression or a whole cell: the doors of this package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from engine.feel.errors import FeelError, Said
from engine.feel.parse import expressions, tests
from engine.feel.parse.cursor import Cursor
from engine.feel.parse.operands import Reader
from engine.feel.parse.scope import Frame, Scope, frame_of
from engine.feel.parse.tokens import END
from engine.feel.parse.types import type_expression
from engine.feel.suggest import instead_of_word
from engine.feel.tree import Node, UnaryTests
from engine.feel.values.properties import SPACED
from engine.feel.values.types import Type

_NO_TYPES: Mapping[str, Type] = {}


def read_expression(
    source: str, names: Sequence[str], types: Mapping[str, Type] = _NO_TYPES, entries: Iterable[str] = ()
) -> Node:
    """The tree of an expression.

    ``names`` are those that may be read from outside, ``entries`` names of entries (needed when they have more than
    one word and are followed by another). Raises FeelError.
    """
    cursor = _cursor(source, names, types, entries)
    return _whole(cursor, expressions.expression)


def read_tests(
    source: str, names: Sequence[str], types: Mapping[str, Type] = _NO_TYPES, entries: Iterable[str] = ()
) -> UnaryTests:
    """The tree of a cell of a decision table; raises FeelError."""
    cursor = _cursor(source, names, types, entries)
    cursor.scope.push(("?",))
    found = _whole(cursor, tests.unary_tests)
    assert isinstance(found, UnaryTests)
    return found


def read_type(source: str, types: Mapping[str, Type]) -> Type | None:
    """The type a text such as "list<number>" spells; None when it spells none."""
    cursor = _cursor(source, (), types, ())
    try:
        kind, _ = type_expression(cursor)
    except (FeelError, RecursionError):
        return None
    return kind if cursor.token.kind == END else None


@cache
def _builtin_names() -> Frame:
    from engine.feel.builtins import BUILTINS

    return frame_of(BUILTINS)


def _cursor(source: str, names: Sequence[str], types: Mapping[str, Type], entries: Iterable[str]) -> Cursor:
    return Cursor(source, Scope(_builtin_names(), names), types, frame_of((*SPACED, *entries)))


def _whole(cursor: Cursor, reader: Reader) -> Node:
    if cursor.token.kind == END:
        said = Said("Chưa có biểu thức nào", "There is no expression yet")
        raise FeelError(said, 0, code="syntax.empty", source=cursor.source)
    try:
        node = reader(cursor)
    except RecursionError:
        raise cursor.too_deep() from None
    if cursor.token.kind != END:
        error = cursor.wrong(Said("cần một phép toán (như +, =, and)", "an operator (such as +, =, and) is needed"))
        raise instead_of_word(error, cursor.token.text)
    return node
