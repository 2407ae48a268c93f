"""Nodes nobody comes to, and nodes nobody gets away from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node
from engine.bpmn.graph import Graph
from engine.text import Text

UNREACHABLE: Final = refused("unreachable")
DEAD_END: Final = refused("dead_end")
NO_EXIT: Final = refused("loop_without_exit")


def check(subject: Subject) -> Iterator[Raised]:
    """Unreachable nodes, nodes without a way on, loops without a way out."""
    for graph in subject.graphs.values():
        living = _living(graph)
        for node in graph.nodes.values():
            if graph.starts and node.id not in graph.reachable and not node.by_event:
                yield UNREACHABLE.at(
                    node.id,
                    Text(
                        f"Không có đường nào từ điểm bắt đầu đến {named(node)}.",
                        f"No way leads from the start to {named(node)}.",
                    ),
                    Text("Hãy nối phần tử này vào quy trình hoặc xóa đi.", "Connect it or delete it."),
                )
            elif graph.ends and node.id not in living and not node.by_event:
                yield _stuck(graph, node)


def _living(graph: Graph) -> frozenset[str]:
    """Nodes from which an end can be reached; what a reminder sets going brings its activity no nearer to one."""
    apart = frozenset(key for key, node in graph.nodes.items() if node.kind == "boundary" and not node.interrupting)
    living = graph.leading_to(graph.ends, without=apart)
    return living | {key for key in apart if living.intersection(graph.after[key])}


def _stuck(graph: Graph, node: Node) -> Raised:
    if not graph.after[node.id]:
        return DEAD_END.at(
            node.id,
            Text(f"Sau {named(node)} không có gì.", f"Nothing follows {named(node)}."),
            Text("Hãy nối tới bước tiếp theo hoặc sự kiện kết thúc.", "Connect it to the next step or an end event."),
        )
    return NO_EXIT.at(
        node.id,
        Text(
            f"Từ {named(node)} không có đường nào tới điểm kết thúc; hồ sơ sẽ không bao giờ xong.",
            f"No way leads from {named(node)} to an end; a dossier would never finish.",
        ),
        Text(
            "Hãy thêm đường ra khỏi vòng lặp hoặc nối tới kết thúc.", "Add a way out of the loop, or to an end event."
        ),
    )
