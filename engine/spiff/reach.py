"""From which elements an incoming flow of an inclusive join can still be reached without passing the join.

Sets of elements are whole numbers with one bit per element: small to keep, quick to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.bpmn.definition import Definition, Node

Bits = int
Reach = Mapping[str, Bits]


def bits_of(nodes: Mapping[str, Node]) -> dict[str, Bits]:
    """Each element's own bit."""
    return {node_id: 1 << number for number, node_id in enumerate(nodes)}


def reach_of(nodes: Mapping[str, Node], definition: Definition) -> Callable[[Node], Reach]:
    """A function that gives, for a join, each incoming flow's set of upstream elements (the flow's source included).

    A token at an activity can also leave by its boundary events, so an activity precedes them.
    """
    bits = bits_of(nodes)
    before: dict[str, set[str]] = {node_id: set() for node_id in nodes}
    for node in nodes.values():
        before[node.id].update(definition.flows[flow].source for flow in node.incoming)
        if node.attached_to in nodes:
            before[node.id].add(str(node.attached_to))

    def upstream(start: str, join: str) -> Bits:
        seen: set[str] = set()
        todo = [start]
        while todo:
            node_id = todo.pop()
            if node_id != join and node_id not in seen:
                seen.add(node_id)
                todo.extend(before[node_id])
        return sum(bits[node_id] for node_id in seen)

    return lambda join: {flow: upstream(definition.flows[flow].source, join.id) for flow in join.incoming}
