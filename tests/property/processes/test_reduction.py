"""Making a token net smaller hides nothing: whatever goes wrong in the net as drawn goes wrong in the reduced net too.

The net as drawn is walked state by state, which only small diagrams allow; the reduced one is what the checks walk.
"""

import os
from random import Random

import pytest
from process_blocks import random_process
from process_deforming import deformed
from process_printing import print_process

from engine.bpmn.graph import Graph, graphs
from engine.bpmn.reader import read
from engine.bpmn.regions import regions
from engine.bpmn.tokens import Net, rests
from engine.bpmn.tokens_reduce import needs_walking, reduce
from engine.bpmn.tokens_walk import walk

NETS = int(os.environ.get("NETS", "200"))
BATCH = 50


def wrong_as_drawn(graph: Graph, net: Net) -> bool | None:
    """Whether a join can wait for ever or a step be opened twice; None when there is too much to visit."""
    found = walk(net)
    if found.stuck or any(rests(graph, key) for key in found.doubled):
        return True
    return False if found.complete else None


def wrong_when_reduced(net: Net) -> bool:
    """What the checks say."""
    reduce(net)
    found = walk(net) if needs_walking(net) else None
    return found is not None and bool(found.stuck or found.doubled or not found.complete)


def drawable(graph: Graph) -> bool:
    """Whether the other checks leave this scope to the token check at all."""
    ends_go_on = any(node.kind == "end" and node.outgoing for node in graph.nodes.values())
    return len(graph.starts) == 1 and not graph.before[graph.starts[0]] and not ends_go_on


def compare(seed: int) -> int:
    """Compare every region of a deformed diagram; how many were wrong."""
    random = Random(seed)
    text = deformed(print_process(random_process(random, random.randint(2, 8))).decode(), random)
    wrong = 0
    for graph in filter(drawable, graphs(read(text.encode())).values()):
        for start, region in regions(graph).items():
            if wrong_as_drawn(graph, Net(graph, start, region)):
                assert wrong_when_reduced(Net(graph, start, region)), f"seed {seed}, {start}"
                wrong += 1
    return wrong


def compare_all(first: int, last: int) -> int:
    return sum(compare(seed) for seed in range(first, last))


@pytest.mark.parametrize("first", range(0, NETS, BATCH))
def test_what_is_wrong_as_drawn_is_wrong_when_reduced(first: int) -> None:
    assert compare_all(first, first + BATCH)


@pytest.mark.soak
@pytest.mark.skipif("QT_SOAK" not in os.environ, reason="a long campaign: make soak")
@pytest.mark.parametrize("first", range(0, 10_000, 2_500))
def test_what_is_wrong_as_drawn_is_wrong_when_reduced_in_ten_thousand_diagrams(first: int) -> None:
    assert compare_all(first, first + 2_500)
