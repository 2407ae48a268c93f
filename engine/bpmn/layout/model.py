"""The values the layout computes with: nodes and links of one scope, rectangles, points and a finished drawing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

Shape = Literal["event", "gateway", "activity"]


class Point(NamedTuple):
    """A corner of an edge, in whole diagram units."""

    x: int
    y: int


@dataclass(frozen=True)
class Box:
    """A rectangle in whole diagram units."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def center(self) -> Point:
        """The middle."""
        return Point(self.x + self.width // 2, self.y + self.height // 2)

    def moved(self, dx: int, dy: int) -> Box:
        """The same rectangle elsewhere."""
        return dataclasses.replace(self, x=self.x + dx, y=self.y + dy)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than a border."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True)
class Node:
    """One flow node with the size it is drawn in; ``host`` is the activity a boundary event sits on."""

    id: str
    shape: Shape
    name: str
    width: int
    height: int
    host: str | None = None


@dataclass(frozen=True)
class Link:
    """One sequence flow."""

    id: str
    source: str
    target: str
    name: str = ""


@dataclass(frozen=True)
class Graph:
    """Nodes and links of one scope (a process or the inside of a sub-process), in document order."""

    nodes: Mapping[str, Node]
    links: tuple[Link, ...]

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Link, ...]]:
        """Links by the node they leave."""
        return {key: tuple(link for link in self.links if link.source == key) for key in self.nodes}

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Link, ...]]:
        """Links by the node they enter."""
        return {key: tuple(link for link in self.links if link.target == key) for key in self.nodes}

    def at(self, key: str) -> str:
        """The node that stands in the grid for ``key``: the host of a boundary event, else the node itself."""
        return self.nodes[key].host or key


@dataclass(frozen=True)
class Drawing:
    """Where everything of one scope stands; ``lanes`` in order from the top."""

    width: int
    height: int
    shapes: Mapping[str, Box]
    edges: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Box]
    lanes: tuple[Box, ...] = ()
    expanded: frozenset[str] = frozenset()

    def moved(self, dx: int, dy: int) -> Drawing:
        """The same drawing elsewhere."""
        return dataclasses.replace(
            self,
            shapes={key: box.moved(dx, dy) for key, box in self.shapes.items()},
            edges={key: tuple(Point(p.x + dx, p.y + dy) for p in points) for key, points in self.edges.items()},
            labels={key: box.moved(dx, dy) for key, box in self.labels.items()},
            lanes=tuple(box.moved(dx, dy) for box in self.lanes),
        )

    def with_inside(self, other: Drawing) -> Drawing:
        """This drawing with another one, already in place, added to it."""
        return dataclasses.replace(
            self,
            shapes={**self.shapes, **other.shapes},
            edges={**self.edges, **other.edges},
            labels={**self.labels, **other.labels},
            expanded=self.expanded | other.expanded,
        )
