"""What tokens can do in one scope of a diagram, as a net: can a join wait for ever, can a step be opened twice?

Places only route (``xor`` one in, one out; ``and``; ``or``; ``terminate``; the sink where tokens end). Tokens rest on
edges: an edge carries the names of the steps a token on it may be at. ``tokens_reduce`` makes a net smaller without
changing what can go wrong, ``tokens_walk`` visits the states of what is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from engine.bpmn.definition import Node
from engine.bpmn.graph import Graph

SINK: Final = ""
_KINDS: Final = {"parallel": "and", "inclusive": "or"}
_QUICK: Final = ("start", "end", "exclusive", "parallel", "inclusive", "complex", "throw", "boundary")


@dataclass
class Place:
    """A point where tokens are routed at once, or wait for each other. ``kind``: xor, and, or, terminate, sink.

    ``node`` is the node of the diagram it stands for, or stands in front of.
    """

    id: str
    kind: str
    node: str
    incoming: list[int] = field(default_factory=list)
    outgoing: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Edge:
    """A way from place to place. ``names`` are the nodes a token may rest at before it comes to ``target``."""

    source: str
    target: str
    names: tuple[str, ...] = ()


class Net:
    """Places and edges of one region of a scope."""

    def __init__(self, graph: Graph, start: str, region: frozenset[str]) -> None:
        """The nodes of ``region``, entered at ``start``: a start event, or an event that does not interrupt."""
        self.places: dict[str, Place] = {SINK: Place(SINK, "sink", SINK)}
        self.edges: dict[int, Edge] = {}
        self.start = start
        self._next = 0
        inside = [key for key in graph.nodes if key in region and graph.nodes[key].kind != "boundary"]
        for key in dict.fromkeys([start, *inside]):
            kind = _kind(graph.nodes[key], graph.scope)
            if kind != "sink":
                self.places[key] = Place(key, kind, key)
        for key in [key for key in self.places if key != SINK]:
            for target in _followers(graph, key):
                self.add(key, target if target in self.places else SINK)
        for key in [key for key in inside if rests(graph, key)]:
            self._rest_before(key)

    def _rest_before(self, key: str) -> None:
        """Tokens rest on the one edge into a step; several ways in are brought together first."""
        ways = list(self.places[key].incoming)
        if len(ways) > 1:
            self.bring_together(ways, key, (key,))
        for number in ways if len(ways) == 1 else ():
            self.edges[number] = replace(self.edges[number], names=(key,))

    def bring_together(self, ways: Iterable[int], key: str, names: tuple[str, ...]) -> None:
        """Let ``ways`` meet in front of ``key`` and go on to it by one edge with ``names``."""
        middle = f"{key} [in]"
        while middle in self.places:
            middle += "+"
        self.places[middle] = Place(middle, "xor", self.places[key].node)
        for number in ways:
            self.retarget(number, middle)
        self.add(middle, key, names)

    def add(self, source: str, target: str, names: tuple[str, ...] = ()) -> int:
        """A new edge; returns its number."""
        number = self._next
        self._next += 1
        self.edges[number] = Edge(source, target, names)
        self.places[source].outgoing.append(number)
        self.places[target].incoming.append(number)
        return number

    def drop(self, number: int) -> None:
        """Take an edge out."""
        edge = self.edges.pop(number)
        self.places[edge.source].outgoing.remove(number)
        self.places[edge.target].incoming.remove(number)

    def remove(self, key: str) -> None:
        """Take a place out, with the edges it still has."""
        for number in {*self.places[key].incoming, *self.places[key].outgoing}:
            self.drop(number)
        del self.places[key]

    def retarget(self, number: int, target: str, more: tuple[str, ...] = ()) -> None:
        """Let an edge end elsewhere, after resting at ``more`` as well."""
        edge = self.edges[number]
        self.places[edge.target].incoming.remove(number)
        self.places[target].incoming.append(number)
        self.edges[number] = Edge(edge.source, target, _both(edge.names, more))

    def resource(self, number: int, source: str, before: tuple[str, ...] = ()) -> None:
        """Let an edge begin elsewhere, resting at ``before`` first."""
        edge = self.edges[number]
        self.places[edge.source].outgoing.remove(number)
        self.places[source].outgoing.append(number)
        self.edges[number] = Edge(source, edge.target, _both(before, edge.names))

    def rest_also(self, number: int, names: tuple[str, ...]) -> None:
        """A token on this edge may be at ``names`` too."""
        edge = self.edges[number]
        self.edges[number] = replace(edge, names=_both(edge.names, names))

    def kind(self, key: str) -> str:
        """Kind of the place ``key``."""
        return self.places[key].kind

    def joins(self, key: str) -> bool:
        """Whether tokens wait for each other at ``key``."""
        return self.places[key].kind in ("and", "or") and len(self.places[key].incoming) > 1


def rests(graph: Graph, key: str) -> bool:
    """Whether a token can stay at the node ``key``; what races behind an event gateway rests at the gateway."""
    if graph.nodes[key].kind in _QUICK:
        return False
    return not any(graph.nodes[before].kind == "event_gateway" for before in graph.before[key])


def _followers(graph: Graph, key: str) -> list[str]:
    """Where a token at ``key`` can go on to; an interrupting event is one more way out of its activity."""
    found: list[str] = []
    for target in graph.after[key]:
        node = graph.nodes[target]
        if node.kind != "boundary":
            found.append(target)
        elif node.interrupting:
            found += graph.after[target]
    return found


def _kind(node: Node, scope: str | None) -> str:
    """An error end closes its sub-process as a terminate end does."""
    if node.kind != "end":
        return _KINDS.get(node.kind, "xor")
    stops = "terminate" in node.events or ("error" in node.events and scope is not None)
    return "terminate" if stops else "sink"


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one + other))
