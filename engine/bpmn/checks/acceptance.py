"""The step that accepts the dossier: without it no code is issued and the legal clock never starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, incomplete, named
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node
from engine.text import Text

NEVER: Final = incomplete("never_accepted")
AROUND: Final = incomplete("acceptance_bypassed")

_HINT: Final = Text(
    'Bước tiếp nhận (kind receive) cần một kết quả có produces="receipt", nằm trên mọi đường thành công.',
    'A step of kind receive needs an outcome with produces="receipt", on every successful way.',
)


def check(subject: Subject) -> Iterator[Raised]:
    """Every successful end lies behind an accepting step."""
    graph = subject.main
    accepting = frozenset(node.id for node in graph.nodes.values() if _accepts(node))
    if not accepting:
        yield NEVER.at(
            subject.place,
            Text(
                "Không bước nào tiếp nhận hồ sơ: mã hồ sơ không được cấp và thời hạn không bắt đầu tính.",
                "No step accepts the dossier: no code is issued and the time limit never starts.",
            ),
            _HINT,
        )
        return
    reached = graph.reached_from(graph.starts, without=accepting)
    for key in graph.ends:
        if key in reached and graph.nodes[key].end_result == "granted":
            yield AROUND.at(
                key,
                Text(
                    f"Có đường tới {named(graph.nodes[key])} mà không qua bước tiếp nhận.",
                    f"{named(graph.nodes[key])} can be reached without acceptance.",
                ),
                _HINT,
            )


def _accepts(node: Node) -> bool:
    step = node.step
    return step is not None and step.kind == "receive" and any(one.produces == "receipt" for one in step.outcomes)
