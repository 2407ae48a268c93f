"""Parts of a scope whose tokens never meet: the way from the start, and what each reminder sets going beside it.

A reminder is a boundary event that does not interrupt. The engine keeps what it sets going apart (decision 0041), so
its joins are judged apart; what lies in its region may be under way once for every time the reminder happened.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.bpmn.graph import Graph


def reminders(graph: Graph) -> tuple[str, ...]:
    """Boundary events that do not interrupt and can happen."""
    return tuple(
        key
        for key, node in graph.nodes.items()
        if node.kind == "boundary" and not node.interrupting and key in graph.reachable
    )


def regions(graph: Graph) -> Mapping[str, frozenset[str]]:
    """The nodes reached from the start event, and from each reminder, without passing another reminder."""
    apart = frozenset(reminders(graph))
    ways = {start: [start] for start in graph.starts} | {key: graph.after[key] for key in apart}
    return {key: graph.reached_from(first, without=apart) for key, first in ways.items()}


def outer_regions(graph: Graph, parts: Mapping[str, frozenset[str]], reminder: str) -> frozenset[str]:
    """Every node that may be under way when ``reminder`` happens: the regions its activity lies in, outward."""
    found: set[str] = set()
    todo, seen = [reminder], set()
    while todo:
        host = graph.nodes[todo.pop()].attached_to
        for key, region in parts.items():
            if host in region and key not in seen:
                seen.add(key)
                found |= region
                todo += [key] if graph.nodes[key].kind == "boundary" else []
    return frozenset(found)
