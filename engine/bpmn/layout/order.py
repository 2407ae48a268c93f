"""Which links lead back, which nodes hang above or below a gateway, and the column of every node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.bpmn.layout.model import Graph, Link


@dataclass(frozen=True)
class Order:
    """The reading order of a scope: columns from left to right, and who hangs on whom."""

    back: frozenset[str]
    """Ids of the links that lead back to an earlier node."""
    above: Mapping[str, str]
    """A node that only leads back, such as a wait for a supplement -> the node it hangs above."""
    below: Mapping[str, str]
    """An end that a branch leads straight to -> the node it hangs below."""
    column: Mapping[str, int]


def order(graph: Graph, lane_of: Mapping[str, int]) -> Order:
    """Put the nodes of ``graph`` into columns."""
    back = back_links(graph)
    above, below = _hanging(graph, back, lane_of)
    return Order(back, above, below, _columns(graph, back, {**above, **below}))


def back_links(graph: Graph) -> frozenset[str]:
    """Ids of the links that close a loop when the graph is walked in depth from its starts, in document order."""
    found: set[str] = set()
    state: dict[str, str] = {}
    starts = [key for key in graph.nodes if not graph.incoming[key]]
    for start in (*starts, *graph.nodes):
        if start not in state:
            _walk(graph, start, state, found)
    return frozenset(found)


def _walk(graph: Graph, start: str, state: dict[str, str], found: set[str]) -> None:
    state[start] = "open"
    stack: list[tuple[str, Iterator[Link]]] = [(start, iter(_onward(graph, start)))]
    while stack:
        key, links = stack[-1]
        link = next(links, None)
        if link is None:
            state[key] = "done"
            stack.pop()
            continue
        target = graph.at(link.target)
        if target not in state:
            state[target] = "open"
            stack.append((target, iter(_onward(graph, target))))
        elif state[target] == "open":
            found.add(link.id)


def _onward(graph: Graph, key: str) -> tuple[Link, ...]:
    """Links that leave a node of the grid, those of its boundary events included."""
    on_border = [node.id for node in graph.nodes.values() if node.host == key]
    return (*graph.outgoing[key], *(link for event in on_border for link in graph.outgoing[event]))


def _hanging(graph: Graph, back: frozenset[str], lane_of: Mapping[str, int]) -> tuple[dict[str, str], dict[str, str]]:
    """Nodes that may hang above or below a node of their own lane; one branch of that node always goes on."""
    above: dict[str, str] = {}
    below: dict[str, str] = {}
    for host in graph.nodes:
        ahead = [link.target for link in graph.outgoing[host] if link.id not in back]
        place = {key: _place(graph, back, key) for key in ahead}
        keep = next((key for key in ahead if place[key] is None), ahead[0] if ahead else None)
        for key in ahead:
            if key == keep or graph.nodes[host].host or lane_of[key] != lane_of[host]:
                continue
            if place[key] == "above" and host not in above.values():
                above[key] = host
            elif place[key] == "below" and host not in below.values() and not _has_border_events(graph, host):
                below[key] = host
    return above, below


def _place(graph: Graph, back: frozenset[str], key: str) -> str | None:
    """Where a node could hang: above when it only leads back, below when it is an end; None when it leads on."""
    if len(graph.incoming[key]) != 1 or _has_border_events(graph, key):
        return None
    out = graph.outgoing[key]
    if out:
        return "above" if all(link.id in back for link in out) else None
    return "below" if graph.nodes[key].shape == "event" else None


def _has_border_events(graph: Graph, key: str) -> bool:
    return any(node.host == key for node in graph.nodes.values())


def _columns(graph: Graph, back: frozenset[str], hanging: Mapping[str, str]) -> dict[str, int]:
    """Longest way from a start, counted in nodes; what hangs stands in its host's column."""
    column = dict.fromkeys(graph.nodes, 0)
    for key in _sorted(graph, back):
        if key in hanging:
            column[key] = column[hanging[key]]
            continue
        for link in _onward(graph, key):
            target = graph.at(link.target)
            if link.id not in back and target not in hanging:
                column[target] = max(column[target], column[key] + 1)
    for key, node in graph.nodes.items():
        if node.host:
            column[key] = column[node.host]
    return column


def _sorted(graph: Graph, back: frozenset[str]) -> list[str]:
    """Nodes of the grid so that every link that does not lead back leads forward (document order breaks ties)."""
    keys = [key for key, node in graph.nodes.items() if not node.host]
    waiting = dict.fromkeys(keys, 0)
    for key in keys:
        for link in _onward(graph, key):
            if link.id not in back:
                waiting[graph.at(link.target)] += 1
    ready = [key for key in keys if not waiting[key]]
    done: list[str] = []
    while ready:
        key = ready.pop(0)
        done.append(key)
        for link in _onward(graph, key):
            target = graph.at(link.target)
            if link.id not in back:
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
    return done
