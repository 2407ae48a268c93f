"""Where ways are together again, against the slow definition: take each node out and see whether an end is reached."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from engine.bpmn.graph import Graph
from engine.bpmn.meeting import meeting_points
from engine.bpmn.reader import read


def passed_by_all(graph: Graph, key: str) -> set[str]:
    """Nodes behind ``key`` without which no end can be reached from it."""
    ends = frozenset(graph.ends)
    return {
        other
        for other in graph.nodes
        if other != key and not graph.reached_from([key], without=frozenset({other})) & ends
    }


@pytest.mark.parametrize("seed", range(40))
def test_the_nearest_node_all_ways_pass(tools: Any, seed: int) -> None:
    dice = Random(seed)
    keys = [f"n{number}" for number in range(dice.randint(2, 9))]
    body = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:endEvent id="e2"/>'
    body += "".join(f'<bpmn:exclusiveGateway id="{key}"/>' for key in keys) + tools.flow("s", keys[0])
    ways = {(key, dice.choice([*keys, "e", "e2"])) for key in keys for _ in range(dice.randint(1, 2))}
    graph = Graph(read(tools.sketch(body + "".join(tools.flow(*way) for way in sorted(ways)))), None)
    living = graph.leading_to(graph.ends)
    met = meeting_points(graph, frozenset())
    for key in living - frozenset(graph.ends):
        slow = passed_by_all(graph, key) & living
        nearest = {one for one in slow if passed_by_all(graph, one) & living == slow - {one}}
        assert {one for one in [met.get(key)] if one} == nearest, key
