"""Which rows of the table are done side by side: the steps between a parallel split and its join."""

from __future__ import annotations

from engine.bpmn.definition import Definition
from engine.bpmn.graph import Graph

_ROWS = ("user", "receive", "service")


def parallel_blocks(definition: Definition, graph: Graph) -> dict[str, str]:
    """The split of every step, wait and automatic step of a parallel block, the innermost where blocks are nested."""
    found: dict[str, str] = {}
    order = {key: place for place, key in enumerate(graph.ordered(lambda key: (key,)))}
    for split in sorted(graph.nodes, key=lambda key: order[key]):
        node = definition.nodes[split]
        if node.kind != "parallel" or len(node.outgoing) < 2:
            continue
        join = join_of(definition, graph, split, order)
        if join is not None:
            inside = graph.reached_from(graph.after[split], without=frozenset({join}))
            found |= {key: split for key in inside if definition.nodes[key].kind in _ROWS}
    return found


def join_of(definition: Definition, graph: Graph, split: str, order: dict[str, int]) -> str | None:
    """The first join all legs of a split come to, None when there is none."""
    legs = [graph.reached_from([target]) for target in graph.forward(split)]
    common = frozenset.intersection(*legs) if legs else frozenset()
    joins = [
        key for key in common if definition.nodes[key].kind == "parallel" and len(definition.nodes[key].incoming) > 1
    ]
    behind = [key for key in joins if order[key] > order[split]]
    return min(behind, key=lambda key: order[key], default=None)
