"""What the makers of closures share: the names declared around a node, and the way down to its children."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.feel.tree import Node

if TYPE_CHECKING:
    from engine.feel.run import Run

Local: TypeAlias = Any
"""None, or (names, the surrounding Local), or for a filter (entries of the item, surrounding Local, item)."""

Code: TypeAlias = "Callable[[Run, Local], Any]"
Maker: TypeAlias = "Callable[[Any, Builder], Code]"

MISSING: Any = object()


class Frame:
    """Names declared at one place; a filter's frame may also hold the entries of its item."""

    __slots__ = ("filtered", "names")

    def __init__(self, names: Iterable[str], filtered: bool = False) -> None:
        self.names = set(names)
        self.filtered = filtered


class Builder:
    """Turns nodes into closures by the table of makers, keeping track of the frames around them."""

    __slots__ = ("_makers", "frames")

    def __init__(self, makers: dict[type, Maker]) -> None:
        self._makers = makers
        self.frames: list[Frame] = []

    def code(self, node: Node) -> Code:
        """The closure of a node in the frames as they are now."""
        return self._makers[type(node)](node, self)

    def inside(self, node: Node, names: Iterable[str] = (), *, filtered: bool = False) -> Code:
        """The closure of a node with one more frame around it."""
        self.frames.append(Frame(names, filtered))
        made = self.code(node)
        self.frames.pop()
        return made
