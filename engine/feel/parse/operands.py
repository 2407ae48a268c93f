"""Operands: literals, names, brackets, and what may follow them (a path, a filter, a call)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from engine.feel.errors import Said
from engine.feel.parse.cursor import Cursor
from engine.feel.parse.literals import NOT_LITERAL, literal
from engine.feel.parse.scope import JOINTS, KEYWORDS, joined, name_like, spelled
from engine.feel.parse.tokens import MARK, NAME, NUMBER, STRING
from engine.feel.suggest import instead_of_word
from engine.feel.tree import Call, ContextLiteral, Filter, ListLiteral, Name, Node, Path, RangeLiteral

Reader: TypeAlias = Callable[[Cursor], Node]

_expression: list[Reader] = []


def connect(reader: Reader) -> None:
    """Tell this module how a whole expression is read (the grammar is recursive, imports are not)."""
    _expression[:] = [reader]


def expression(cursor: Cursor) -> Node:
    """Any expression."""
    return _expression[0](cursor)


def operand(cursor: Cursor) -> Node:
    """A value and everything that directly follows it."""
    value = _primary(cursor)
    links = 0
    while True:
        links = cursor.link(links)
        if cursor.at("."):
            value = _path(cursor, value)
        elif cursor.at("[") and _starts_operand(cursor):
            value = _filter(cursor, value)
        elif cursor.at("("):
            value = _call(cursor, value)
        else:
            return value


def _starts_operand(cursor: Cursor) -> bool:
    """Whether "[" opens a filter; otherwise it closes a range such as [1..10[."""
    after = cursor.ahead()
    if after.kind == NAME:
        return after.text not in JOINTS
    return after.kind in (NUMBER, STRING) or after.text in ("(", "[", "{", "-", "@", "]") and after.text != "]"


def _primary(cursor: Cursor) -> Node:
    token = cursor.token
    value = literal(cursor)
    if value is not NOT_LITERAL:
        return value
    if token.kind == NAME and (token.text not in KEYWORDS or token.text in ("function", "external")):
        return _name(cursor)
    if token.kind == MARK and token.text in _BRACKETS:
        with cursor.deeper():
            return _BRACKETS[token.text](cursor)
    raise instead_of_word(cursor.wrong(Said("cần một giá trị", "a value is needed")), token.text)


def _name(cursor: Cursor) -> Node:
    token, start = cursor.token, cursor.index
    match = cursor.scope.match(cursor.tokens, start)
    if match is not None:
        cursor.index += match[1]
        return Name(match[0], token.start)
    count = joined(cursor.tokens, start)
    cursor.index += count
    return Name(spelled(cursor.tokens[start : start + count], cursor.source), token.start)


def _path(cursor: Cursor, base: Node) -> Node:
    at = cursor.take().start
    token, start = cursor.token, cursor.index
    if token.kind != NAME:
        raise cursor.wrong(Said("cần tên một mục sau dấu chấm", "the name of an entry is needed after the dot"))
    for pieces, name in cursor.properties.get(token.text, ()):
        if [each.text for each in cursor.tokens[start : start + len(pieces)]] == list(pieces):
            cursor.index += len(pieces)
            return Path(base, name, at)
    cursor.index += joined(cursor.tokens, start)
    return Path(base, spelled(cursor.tokens[start : cursor.index], cursor.source), at)


def _filter(cursor: Cursor, source: Node) -> Node:
    at = cursor.take().start
    cursor.scope.push(("item",))
    with cursor.deeper():
        condition = expression(cursor)
    cursor.scope.pop()
    cursor.expect("]", Said("cần “]” để đóng điều kiện lọc", "“]” is needed to close the filter"))
    return Filter(source, condition, at)


def _call(cursor: Cursor, function: Node) -> Node:
    at = cursor.take().start
    arguments: list[Node] = []
    names: list[str] = []
    with cursor.deeper():
        while not cursor.at(")"):
            name = key_before_colon(cursor)
            if name is not None:
                names.append(name)
            elif names:
                raise cursor.wrong(Said("cần “tên tham số: giá trị”", "“parameter name: value” is needed"))
            arguments.append(expression(cursor))
            if not cursor.accept(","):
                break
    cursor.expect(")", Said("cần “)” để đóng danh sách tham số", "“)” is needed to close the arguments"))
    if names and len(names) != len(arguments):
        said = Said("Không trộn tham số có tên với tham số theo thứ tự", "Named and positional arguments cannot mix")
        raise cursor.refuse(said, at, "syntax.arguments")
    return Call(function, tuple(arguments), tuple(names), at)


def key_before_colon(cursor: Cursor) -> str | None:
    """Read "name:" if that stands here, and give the name; otherwise read nothing."""
    count = 0
    while name_like(cursor.ahead(count)):
        count += 1
    if count == 0 or cursor.token.kind == NUMBER or cursor.ahead(count).text != ":":
        return None
    name = spelled(cursor.tokens[cursor.index : cursor.index + count], cursor.source)
    cursor.index += count + 1
    return name


def _round(cursor: Cursor) -> Node:
    at = cursor.take().start
    first = expression(cursor)
    if cursor.at(".."):
        return range_after(cursor, first, False, at)
    cursor.expect(")", Said("cần “)” để đóng ngoặc", "“)” is needed to close the bracket"))
    return first


def _square(cursor: Cursor) -> Node:
    at = cursor.take().start
    items: list[Node] = []
    while not cursor.at("]"):
        items.append(expression(cursor))
        if len(items) == 1 and cursor.at(".."):
            return range_after(cursor, items[0], True, at)
        if not cursor.accept(","):
            break
    cursor.expect("]", Said("cần “]” để đóng danh sách", "“]” is needed to close the list"))
    return ListLiteral(tuple(items), at)


def _open_range(cursor: Cursor) -> Node:
    at = cursor.take().start
    return range_after(cursor, expression(cursor), False, at)


def range_after(cursor: Cursor, low: Node, included: bool, at: int) -> Node:
    """The rest of a range whose first end has been read."""
    cursor.expect("..", Said("cần “..” giữa hai đầu của khoảng", "“..” is needed between the ends of a range"))
    high = expression(cursor)
    if not cursor.at_any(frozenset((")", "]", "["))):
        raise cursor.wrong(Said("cần “]” hoặc “)” để đóng khoảng", "“]” or “)” is needed to close the range"))
    return RangeLiteral(low, high, included, cursor.take().text == "]", at)


def _context(cursor: Cursor) -> Node:
    at = cursor.take().start
    entries: list[tuple[str, Node]] = []
    cursor.scope.push(())
    while not cursor.at("}"):
        key = _key(cursor)
        if cursor.token.text == "function" and cursor.token.kind == NAME:
            cursor.scope.add(key)
        entries.append((key, expression(cursor)))
        cursor.scope.add(key)
        if not cursor.accept(","):
            break
    cursor.scope.pop()
    cursor.expect("}", Said("cần “}” hoặc dấu phẩy", "“}” or a comma is needed"))
    return ContextLiteral(tuple(entries), at)


def _key(cursor: Cursor) -> str:
    if cursor.token.kind == STRING and cursor.ahead().text == ":":
        text = cursor.take().value
        cursor.take()
        return text
    key = key_before_colon(cursor)
    if key is None:
        raise cursor.wrong(Said("cần “tên mục: giá trị”", "“entry name: value” is needed"))
    return key


_BRACKETS: dict[str, Reader] = {"(": _round, "[": _square, "]": _open_range, "{": _context}
