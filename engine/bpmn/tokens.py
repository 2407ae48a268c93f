"""Follows tokens through the gateways of one scope: can a join wait for ever, can a step be opened twice?

The diagram becomes a net of three kinds of place: ``xor`` (one token in, one out), ``and`` and ``or``. The net is
first reduced (chains, matched blocks), which dissolves every well-built diagram whatever its size; only what is left
is walked state by state, within a budget.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from engine.bpmn.definition import Node
from engine.bpmn.graph import Graph

_KINDS = {"parallel": "and", "inclusive": "or"}
_NO_STEPS = ("start", "end", "exclusive", "parallel", "inclusive", "event_gateway", "complex")


@dataclass
class Place:
    """A node of the net. ``spawn`` are outgoing edges that may start beside the normal ones."""

    id: str
    kind: str
    is_step: bool = False
    incoming: list[int] = field(default_factory=list)
    outgoing: list[int] = field(default_factory=list)
    spawn: set[int] = field(default_factory=set)


@dataclass
class Edge:
    """A way from place to place; ``first`` is the first node on it."""

    source: str
    target: str
    first: str


class Net:
    """Places and edges of one scope, taken from its reachable nodes."""

    def __init__(self, graph: Graph) -> None:
        """``graph`` has exactly one start event."""
        self.places: dict[str, Place] = {}
        self.edges: dict[int, Edge] = {}
        self._next = 0
        for key in graph.nodes:
            if key in graph.reachable and graph.nodes[key].kind != "boundary":
                self.places[key] = Place(key, _kind(graph.nodes[key]), graph.nodes[key].kind not in _NO_STEPS)
        for key in list(self.places):
            self._connect(graph, key)
        self.start = graph.starts[0]

    def _connect(self, graph: Graph, key: str) -> None:
        for target in graph.after[key]:
            node = graph.nodes[target]
            if node.kind != "boundary":
                self.add(key, target, target)
                continue
            for behind in graph.after[target]:
                edge = self.add(key, behind, behind)
                if not node.interrupting:
                    self.places[key].spawn.add(edge)

    def add(self, source: str, target: str, first: str) -> int:
        """A new edge; returns its number."""
        number = self._next
        self._next += 1
        self.edges[number] = Edge(source, target, first)
        self.places[source].outgoing.append(number)
        self.places[target].incoming.append(number)
        return number

    def drop(self, number: int) -> None:
        """Take an edge out."""
        edge = self.edges.pop(number)
        self.places[edge.source].outgoing.remove(number)
        self.places[edge.source].spawn.discard(number)
        self.places[edge.target].incoming.remove(number)

    def retarget(self, number: int, target: str) -> None:
        """Let an edge end elsewhere."""
        edge = self.edges[number]
        self.places[edge.target].incoming.remove(number)
        self.places[target].incoming.append(number)
        self.edges[number] = dataclasses.replace(edge, target=target)

    def resource(self, number: int, source: str) -> None:
        """Let an edge begin elsewhere."""
        edge = self.edges[number]
        self.places[edge.source].outgoing.remove(number)
        self.places[source].outgoing.append(number)
        self.edges[number] = dataclasses.replace(edge, source=source)

    def opened_by(self, number: int) -> str:
        """The node a token on this edge has opened or will open first: what runs twice when there are two."""
        edge = self.edges[number]
        return edge.source if self.places[edge.source].is_step else edge.first

    def kind(self, key: str) -> str:
        """Kind of the place ``key``."""
        return self.places[key].kind

    def ends(self, key: str) -> bool:
        """Whether a token that comes here is gone."""
        return not self.places[key].outgoing


def _kind(node: Node) -> str:
    if node.kind == "end" and "terminate" in node.events:
        return "terminate"
    return _KINDS.get(node.kind, "xor")


def reduce(net: Net) -> None:
    """Dissolve chains and matched blocks until nothing changes; what a token can do stays the same."""
    changed = True
    while changed:
        changed = any([_parallel_edges(net), _own_loops(net), _ended_branches(net), _chains(net)])


def _parallel_edges(net: Net) -> bool:
    """Several edges between the same two places that split and meet in the same way become one."""
    changed = False
    for place in list(net.places.values()):
        seen: set[str] = set()
        for number in list(place.outgoing):
            target = net.edges[number].target
            if number in place.spawn or not _same_way(place.kind, net.kind(target)):
                continue
            if target in seen:
                net.drop(number)
                changed = True
            seen.add(target)
    return changed


def _same_way(split: str, join: str) -> bool:
    return (split, join) in {("xor", "xor"), ("and", "and"), ("or", "or"), ("and", "or"), ("xor", "or")}


def _own_loops(net: Net) -> bool:
    loops = [
        number
        for number, edge in net.edges.items()
        if edge.source == edge.target and net.kind(edge.source) == "xor" and len(net.places[edge.source].outgoing) > 1
    ]
    for number in loops:
        net.drop(number)
    return bool(loops)


def _ended_branches(net: Net) -> bool:
    """A branch beside others that only ends has no influence on them."""
    changed = False
    for place in list(net.places.values()):
        for number in list(place.outgoing):
            target = net.edges[number].target
            beside = number in place.spawn or (place.kind == "and" and len(place.outgoing) > 1)
            if beside and net.ends(target) and net.kind(target) == "xor":
                net.drop(number)
                changed = True
    return changed


def _chains(net: Net) -> bool:
    changed = False
    for key in list(net.places):
        place = net.places.get(key)
        if place is None or key == net.start or place.spawn or place.kind == "terminate":
            continue
        if len(place.incoming) == 1 and place.outgoing:
            changed |= _into_source(net, place)
        elif len(place.outgoing) == 1:
            changed |= _into_target(net, place)
    return changed


def _into_source(net: Net, place: Place) -> bool:
    """A place with one way in gives its ways out to the place before it, when that splits alike."""
    number = place.incoming[0]
    before = net.places[net.edges[number].source]
    alone = len(place.outgoing) == 1
    if before is place or number in before.spawn or not (alone or before.kind == place.kind != "or"):
        return False
    first = net.edges[number].first
    for out in list(place.outgoing):
        net.resource(out, before.id)
        if alone:
            net.edges[out] = dataclasses.replace(net.edges[out], first=first)
    net.drop(number)
    del net.places[place.id]
    return True


def _into_target(net: Net, place: Place) -> bool:
    """A place with one way out hands its ways in to the place behind it, when that joins alike."""
    number = place.outgoing[0]
    behind = net.places[net.edges[number].target]
    if behind is place or behind.kind != place.kind or place.kind == "or" or len(place.incoming) < 2:
        return False
    if net.ends(behind.id) or (place.kind == "and" and len(behind.incoming) < 2):
        return False
    for into in list(place.incoming):
        net.retarget(into, behind.id)
    net.drop(number)
    del net.places[place.id]
    return True


def needs_walking(net: Net) -> bool:
    """Whether anything is left that could wait for ever or run twice."""
    return any(place.kind in ("and", "or") or place.spawn for place in net.places.values())
