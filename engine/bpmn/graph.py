"""How the nodes of a diagram follow each other: reachability, return flows and an order, one graph per scope."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from engine.bpmn.definition import Definition, Node

Edge = tuple[str, str]


class Graph:
    """The nodes of one scope (the procedure itself, a sub-process or a called process).

    A boundary event follows the activity it is attached to. Nothing here enumerates paths, so size is harmless.
    """

    def __init__(self, definition: Definition, scope: str | None) -> None:
        """``scope`` is the parent the nodes have: None for the procedure itself."""
        self.scope = scope
        self.nodes: dict[str, Node] = {key: node for key, node in definition.nodes.items() if node.parent == scope}
        self.after: dict[str, list[str]] = {key: [] for key in self.nodes}
        self.before: dict[str, list[str]] = {key: [] for key in self.nodes}
        for flow in definition.flows.values():
            self._join(flow.source, flow.target)
        for node in self.nodes.values():
            if node.kind == "boundary" and node.attached_to:
                self._join(node.attached_to, node.id)

    def _join(self, source: str, target: str) -> None:
        if source in self.nodes and target in self.nodes:
            self.after[source].append(target)
            self.before[target].append(source)

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """Start events."""
        return tuple(key for key, node in self.nodes.items() if node.kind == "start")

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """End events."""
        return tuple(key for key, node in self.nodes.items() if node.kind == "end")

    def reached_from(self, keys: Iterable[str], *, without: frozenset[str] = frozenset()) -> frozenset[str]:
        """``keys`` and every node a token can come to from them, never passing ``without``."""
        return _spread(keys, self.after, without)

    def leading_to(self, keys: Iterable[str], *, without: frozenset[str] = frozenset()) -> frozenset[str]:
        """``keys`` and every node from which a token can come to one of them."""
        return _spread(keys, self.before, without)

    @cached_property
    def reachable(self) -> frozenset[str]:
        """Every node a token can come to from a start event."""
        return self.reached_from(self.starts)

    @cached_property
    def after_each(self) -> Callable[[str], frozenset[str]]:
        """Nodes that may come after a node (itself only when it lies in a loop), remembered per node."""
        known: dict[str, frozenset[str]] = {}

        def after(key: str) -> frozenset[str]:
            if key not in known:
                known[key] = self.reached_from(self.after[key])
            return known[key]

        return after

    @cached_property
    def back_edges(self) -> frozenset[Edge]:
        """Edges that return to a node still on the way from the start: the return flows of the procedure."""
        state: dict[str, int] = {}
        found: set[Edge] = set()
        for root in (*self.starts, *self.nodes):
            if root not in state:
                self._walk(root, state, found)
        return frozenset(found)

    def _walk(self, root: str, state: dict[str, int], found: set[Edge]) -> None:
        open_, done = 1, 2
        state[root] = open_
        stack = [(root, iter(self.after[root]))]
        while stack:
            key, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                state[key] = done
                stack.pop()
            elif state.get(target) == open_:
                found.add((key, target))
            elif target not in state:
                state[target] = open_
                stack.append((target, iter(self.after[target])))

    def forward(self, key: str) -> list[str]:
        """Successors of ``key`` without return flows."""
        return [target for target in self.after[key] if (key, target) not in self.back_edges]

    def ordered(self, rank: Callable[[str], tuple[object, ...]]) -> list[str]:
        """All nodes, each after those before it (return flows aside), the lowest ``rank`` first among equals."""
        waiting = dict.fromkeys(self.nodes, 0)
        for key in self.nodes:
            for target in self.forward(key):
                waiting[target] += 1
        ready = [(rank(key), key) for key, count in waiting.items() if count == 0]
        heapq.heapify(ready)
        order: list[str] = []
        while ready:
            _, key = heapq.heappop(ready)
            order.append(key)
            for target in self.forward(key):
                waiting[target] -= 1
                if waiting[target] == 0:
                    heapq.heappush(ready, (rank(target), target))
        return order

    @cached_property
    def circles(self) -> list[frozenset[str]]:
        """Groups of nodes that lie in a loop with each other."""
        return circles_of(self.after)


def graphs(definition: Definition) -> dict[str | None, Graph]:
    """One graph per scope, the procedure's own under None."""
    scopes = dict.fromkeys([None, *(node.parent for node in definition.nodes.values())])
    scopes.update(dict.fromkeys(key for key, node in definition.nodes.items() if node.kind == "subprocess"))
    return {scope: Graph(definition, scope) for scope in scopes}


def circles_of(after: Mapping[str, list[str]]) -> list[frozenset[str]]:
    """Strongly connected groups that hold a loop, without recursion (Kosaraju)."""
    order = _finished(after)
    before: dict[str, list[str]] = {key: [] for key in after}
    for key, targets in after.items():
        for target in targets:
            if target in before:
                before[target].append(key)
    seen: set[str] = set()
    found: list[frozenset[str]] = []
    for key in reversed(order):
        if key in seen:
            continue
        group = _spread([key], before, frozenset(seen))
        seen |= group
        if len(group) > 1 or key in after[key]:
            found.append(group)
    return found


def _finished(after: Mapping[str, list[str]]) -> list[str]:
    order: list[str] = []
    seen: set[str] = set()
    for root in after:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(after[root]))]
        while stack:
            key, rest = stack[-1]
            target = next((one for one in rest if one in after and one not in seen), None)
            if target is None:
                order.append(key)
                stack.pop()
            else:
                seen.add(target)
                stack.append((target, iter(after[target])))
    return order


def _spread(keys: Iterable[str], edges: Mapping[str, list[str]], without: frozenset[str]) -> frozenset[str]:
    found = {key for key in keys if key in edges and key not in without}
    stack = list(found)
    while stack:
        for target in edges[stack.pop()]:
            if target not in found and target not in without:
                found.add(target)
                stack.append(target)
    return frozenset(found)
