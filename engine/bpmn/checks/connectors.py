"""Service tasks: which connector they call, with what, and what happens when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Connector, Node
from engine.text import Text

NONE: Final = incomplete("connector_missing")
UNKNOWN: Final = refused("connector_unknown")
PARAMETER: Final = incomplete("connector_parameter")
NO_FAILURE: Final = advice("connector_failure_missing")
UNCAUGHT: Final = refused("connector_error_uncaught")
NO_DECISION: Final = incomplete("decision_missing")
DECISION: Final = refused("decision_unknown")


def check(subject: Subject) -> Iterator[Raised]:
    """Service tasks and business rule tasks."""
    for node in subject.nodes:
        if node.kind == "rule":
            yield from _rule(subject, node)
        if node.kind != "service":
            continue
        if node.connector is None or not node.connector.id:
            yield NONE.at(
                node.id,
                Text(
                    f"Bước tự động {named(node)} chưa chọn kết nối.", f"Automatic step {named(node)} has no connector."
                ),
                Text("Hãy chọn kết nối trong danh sách.", "Choose a connector of the list."),
            )
            continue
        yield from _known(subject, node, node.connector)
        yield from _failure(subject, node, node.connector)


def _known(subject: Subject, node: Node, connector: Connector) -> Iterator[Raised]:
    known = subject.vocabulary.connectors
    if known is None:
        return
    words = known.get(connector.id)
    if words is None:
        yield UNKNOWN.at(
            node.id,
            Text(f"Không có kết nối “{connector.id}” ({named(node)}).", f"There is no connector “{connector.id}”."),
            Text("Chọn kết nối đã cài đặt.", "Choose an installed connector."),
        )
        return
    given = {param.name for param in connector.params}
    for name in sorted(words.required - given):
        yield PARAMETER.at(
            node.id,
            Text(f"{named(node)} thiếu tham số “{name}”.", f"{named(node)} lacks the parameter “{name}”."),
            Text("Điền phần gửi đi của bước tự động.", "Fill in what the step sends."),
        )
    for name in sorted(given - words.required - words.optional):
        if name.startswith(words.families):
            continue
        yield PARAMETER.at(
            node.id,
            Text(
                f"Kết nối “{connector.id}” không có tham số “{name}”.", f"“{connector.id}” has no parameter “{name}”."
            ),
            Text("Sửa tên hoặc xóa tham số.", "Correct or delete it."),
        )


def _failure(subject: Subject, node: Node, connector: Connector) -> Iterator[Raised]:
    then = connector.failure.then if connector.failure else None
    if then is None:
        yield NO_FAILURE.at(
            node.id,
            Text(f"{named(node)} chưa nêu xử lý khi lỗi.", f"{named(node)} does not say what happens on failure."),
            Text("Ghi tthc:failure then manual, wait, incident hoặc error:<mã>.", "Set tthc:failure then."),
        )
    elif then.startswith("error:"):
        code = then.removeprefix("error:")
        caught = [one for one in subject.boundaries(node.id) if "error" in one.events]
        if not any(one.event_code in (None, code) for one in caught):
            yield UNCAUGHT.at(
                node.id,
                Text(f"Không sự kiện biên nào đón lỗi “{code}” của {named(node)}.", f"Nobody catches error “{code}”."),
                Text("Gắn sự kiện lỗi với mã này.", "Attach an error event with this code."),
            )


def _rule(subject: Subject, node: Node) -> Iterator[Raised]:
    if not node.decision:
        yield NO_DECISION.at(
            node.id,
            Text(f"{named(node)} chưa chọn bảng quyết định.", f"{named(node)} names no decision."),
            Text("Ghi tthc:decision ref.", "Set tthc:decision ref."),
        )
    elif subject.vocabulary.decisions is not None and node.decision not in subject.vocabulary.decisions:
        yield DECISION.at(
            node.id,
            Text(f"Không có bảng quyết định “{node.decision}”.", f"There is no decision “{node.decision}”."),
            Text("Thêm tệp DMN hoặc sửa mã.", "Add the DMN file or correct the id."),
        )
