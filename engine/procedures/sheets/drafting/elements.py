"""Elements of a draft before they are XML: nodes with what our namespace says of them, and flows between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.procedures.sheets.drafting.names import numbered


@dataclass
class Extension:
    """An element of the tthc namespace."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Extension] = field(default_factory=list)


@dataclass
class Element:
    """A flow node. ``bpmn`` is its BPMN tag."""

    id: str
    bpmn: str
    name: str = ""
    extension: Extension | None = None
    documentation: str = ""
    default: str | None = None
    cardinality: str | None = None
    completion: str = ""


@dataclass
class Link:
    """A sequence flow."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str | None = None


@dataclass
class Drawing:
    """Nodes and flows of one process."""

    nodes: dict[str, Element] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)

    def add(self, bpmn: str, wanted: str, name: str = "", extension: Extension | None = None) -> Element:
        """A new node with an id like ``wanted``."""
        element = Element(numbered(wanted, self.nodes), bpmn, name, extension)
        self.nodes[element.id] = element
        return element

    def link(self, source: str, target: str, name: str = "", condition: str | None = None) -> Link:
        """A new flow."""
        flow = Link(numbered(f"tu_{source}_den_{target}", self.links), source, target, name, condition)
        self.links[flow.id] = flow
        return flow

    def into(self, node: str) -> Iterator[Link]:
        """Flows that lead to ``node``."""
        return (one for one in self.links.values() if one.target == node)

    def out_of(self, node: str) -> Iterator[Link]:
        """Flows that leave ``node``."""
        return (one for one in self.links.values() if one.source == node)
