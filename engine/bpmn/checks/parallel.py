"""Parallel work: every join gets all the branches it waits for, and no step is opened twice at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node
from engine.bpmn.graph import Graph
from engine.bpmn.regions import regions
from engine.bpmn.tokens import Net
from engine.bpmn.tokens_reduce import needs_walking, reduce
from engine.bpmn.tokens_walk import Walked, walk
from engine.text import Text

STUCK: Final = refused("join_waits_forever")
TWICE: Final = refused("runs_twice")
TANGLED: Final = refused("too_tangled")


def check(subject: Subject) -> Iterator[Raised]:
    """Follow the tokens of every scope, and apart from them those that a reminder sets going."""
    for graph in subject.graphs.values():
        if len(graph.starts) != 1 or not any(node.kind in ("parallel", "inclusive") for node in graph.nodes.values()):
            continue
        half_fed: set[str] = set()
        for start, region in regions(graph).items():
            half_fed |= _half_fed(graph, start, region)
            net = Net(graph, start, region)
            reduce(net)
            if needs_walking(net):
                yield from _said(subject, graph, walk(net))
        yield from (_stuck(graph.nodes[key]) for key in sorted(half_fed))


def _half_fed(graph: Graph, start: str, region: frozenset[str]) -> set[str]:
    """Joins behind a reminder that also wait for what another reminder sets going, which may never happen."""
    if graph.nodes[start].kind != "boundary":
        return set()
    own = region | {start}
    return {
        key
        for key in region
        if graph.nodes[key].kind in ("parallel", "inclusive") and set(graph.before[key]) & graph.reachable - own
    }


def _stuck(node: Node) -> Raised:
    return STUCK.at(
        node.id,
        Text(
            f"Cổng hợp {named(node)} có thể chờ mãi: không phải mọi nhánh vào đều xuất phát từ cùng một cổng tách.",
            f"The join {named(node)} can wait for ever: its branches do not all come from one split.",
        ),
        Text(
            "Mỗi cổng hợp song song phải nhận đủ các nhánh của một cổng tách song song; đường quay lại phải đi vào "
            "cổng loại trừ đặt trước cổng tách.",
            "A parallel join must receive every branch of one split; return flows belong before the split.",
        ),
    )


def _said(subject: Subject, graph: Graph, found: Walked) -> Iterator[Raised]:
    for key in sorted(found.stuck):
        if graph.nodes[key].kind in ("parallel", "inclusive"):
            yield _stuck(graph.nodes[key])
    for key in sorted(found.doubled):
        node = graph.nodes[key]
        if node.kind == "end":
            continue
        yield TWICE.at(
            key,
            Text(
                f"{named(node)} có thể được mở hai lần cùng lúc vì các nhánh song song gặp nhau mà không có cổng hợp.",
                f"{named(node)} can be opened twice at once: parallel branches meet without a join.",
            ),
            Text(
                "Hãy hợp các nhánh bằng cổng song song; đường quay lại phải bắt đầu sau cổng hợp.",
                "Join the branches with a parallel gateway; a return flow must begin behind the join.",
            ),
        )
    if not found.complete:
        yield TANGLED.at(
            graph.scope or subject.place,
            Text(
                "Các nhánh song song đan vào nhau quá phức tạp để kiểm tra.",
                "The parallel branches are too tangled to be checked.",
            ),
            Text(
                "Hãy vẽ mỗi khối song song có một cổng tách và một cổng hợp.", "Draw blocks of one split and one join."
            ),
        )
