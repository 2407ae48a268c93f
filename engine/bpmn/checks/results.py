"""What the procedure ends with: named, signed by a known post, and really produced on the way to success."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node
from engine.text import Text

NONE: Final = incomplete("no_result")
SIGNED_BY: Final = refused("result_signed_by")
NEVER: Final = incomplete("result_never_produced")


def check(subject: Subject) -> Iterator[Raised]:
    """Results of the sheet against the steps."""
    results = subject.definition.results
    if not results and subject.definition.key:
        yield NONE.at(
            subject.place,
            Text("Thủ tục chưa khai báo kết quả giải quyết.", "The procedure names no result."),
            Text("Hãy khai báo giấy tờ trả cho người dân.", "Declare the paper people receive."),
        )
    for result in results:
        name = result.name or result.id
        if result.signed_by and result.signed_by not in subject.vocabulary.posts:
            yield SIGNED_BY.at(
                subject.place,
                Text(
                    f"Kết quả “{name}” do chức danh “{result.signed_by}” ký, nhưng không có chức danh này.",
                    f"Result “{name}” is signed by post “{result.signed_by}”, which does not exist.",
                ),
                Text("Chọn chức danh trong danh mục.", "Choose a post of the vocabulary."),
            )
    if results:
        yield from _produced(subject)


def _produced(subject: Subject) -> Iterator[Raised]:
    graph = subject.main
    granted = [key for key in graph.ends if graph.nodes[key].end_result == "granted"]
    makers = frozenset(_top(subject, node) for node in subject.nodes if _makes(subject, node))
    reached = graph.reached_from(graph.starts, without=makers)
    for key in granted:
        if key in reached:
            yield NEVER.at(
                key,
                Text(
                    f"Có thể kết thúc {named(graph.nodes[key])} mà chưa bước nào ký hoặc tạo kết quả.",
                    f"{named(graph.nodes[key])} can be reached without any step signing or producing the result.",
                ),
                Text(
                    "Trên mọi đường thành công cần một bước loại “Ký duyệt”, hoặc một kết luận có in ra kết quả này.",
                    "Every successful way needs a step of kind “Signs”, or an outcome that prints this result.",
                ),
            )


def _makes(subject: Subject, node: Node) -> bool:
    if node.step is None:
        return False
    results = {name for one in subject.definition.results for name in (one.id, one.template) if name}
    produced = {*node.step.produces, *(one.produces for one in node.step.outcomes)}
    return node.step.kind in ("sign", "release") or bool(results & produced)


def _top(subject: Subject, node: Node) -> str:
    while node.parent in subject.definition.nodes:
        node = subject.definition.nodes[str(node.parent)]
    return node.id
