"""Walking a tree: its children, the names it mentions, and the paths it reads from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import cast

from engine.feel.tree import (
    ContextLiteral,
    Filter,
    For,
    FunctionDefinition,
    Name,
    Node,
    Path,
    Quantified,
    UnaryTests,
)
from engine.feel.tree import Iterator as Loop


def children(node: object) -> Iterator[Node]:
    """The nodes directly under a node, in the order they are written."""
    if not is_dataclass(node):
        return
    for field in fields(node):
        yield from _nodes(getattr(node, field.name))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, tuple):
        for each in value:
            yield from _nodes(each)
    elif isinstance(value, Loop):
        yield value.source
        if value.end is not None:
            yield value.end
    elif type(value) in _NODES:
        yield cast(Node, value)


_NODES = frozenset(Node.__args__)


def walk(node: Node) -> Iterator[Node]:
    """A node and everything under it."""
    yield node
    for child in children(node):
        yield from walk(child)


def weight(node: Node) -> int:
    """What going through a node once costs, in steps."""
    return 1 + sum(1 for _ in walk(node)) // 8


def mentions(node: Node, name: str) -> bool:
    """Whether the name stands anywhere under the node."""
    return any(isinstance(each, Name) and each.name == name for each in walk(node))


def names_read(node: Node, builtins: frozenset[str], given: frozenset[str]) -> frozenset[tuple[str, ...]]:
    """The paths an expression reads from outside, such as ("tham_dinh", "outcome").

    Inside a filter a name may be an entry of the item: it counts only when it was declared in ``given``.
    """
    reader = _Reader(builtins - given, given)
    reader.read(node, frozenset(), False)
    return frozenset(reader.found)


class _Reader:
    """Collects the names nothing around them declares."""

    def __init__(self, builtins: frozenset[str], given: frozenset[str]) -> None:
        self.builtins = builtins
        self.given = given
        self.found: set[tuple[str, ...]] = set()

    def read(self, node: Node, local: frozenset[str], filtered: bool) -> None:
        """Look at one node, below these declared names, perhaps inside a filter."""
        if isinstance(node, (Name, Path)):
            self._name(node, local, filtered)
        elif isinstance(node, Filter):
            self.read(node.source, local, filtered)
            self.read(node.condition, local | {"item"}, True)
        elif isinstance(node, (For, Quantified)):
            self._loop(node, local, filtered)
        elif isinstance(node, FunctionDefinition):
            if not node.external:
                self.read(node.body, local | {name for name, _ in node.parameters}, filtered)
        elif isinstance(node, ContextLiteral):
            self._context(node, local, filtered)
        elif isinstance(node, UnaryTests):
            self._all(node.tests, local | {"?"}, filtered)
        else:
            self._all(children(node), local, filtered)

    def _all(self, nodes: Iterable[Node], local: frozenset[str], filtered: bool) -> None:
        for node in nodes:
            self.read(node, local, filtered)

    def _name(self, node: Node, local: frozenset[str], filtered: bool) -> None:
        base, keys = unrolled(node)
        if not isinstance(base, Name):
            self.read(base, local, filtered)
        elif base.name not in local and base.name not in self.builtins and (not filtered or base.name in self.given):
            self.found.add((base.name, *keys))

    def _loop(self, node: For | Quantified, local: frozenset[str], filtered: bool) -> None:
        for loop in node.iterators:
            self.read(loop.source, local, filtered)
            if loop.end is not None:
                self.read(loop.end, local, filtered)
            local |= {loop.name}
        self.read(node.body, local | {"partial"} if isinstance(node, For) else local, filtered)

    def _context(self, node: ContextLiteral, local: frozenset[str], filtered: bool) -> None:
        for key, value in node.entries:
            self.read(value, local | {key} if isinstance(value, FunctionDefinition) else local, filtered)
            local |= {key}


def unrolled(node: Node) -> tuple[Node, tuple[str, ...]]:
    """The beginning of a path and its steps."""
    keys: list[str] = []
    while isinstance(node, Path):
        keys.append(node.name)
        node = node.base
    return node, tuple(reversed(keys))
