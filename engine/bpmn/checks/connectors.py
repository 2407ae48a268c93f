"""Service tasks: which connector they call, with what, and what happens when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks import connector_values
from engine.bpmn.checks.rules import Raised, advice, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.connector_words import ConnectorWords
from engine.bpmn.definition import Connector, Node
from engine.text import Text

NONE: Final = incomplete("connector_missing")
UNKNOWN: Final = refused("connector_unknown")
PARAMETER: Final = incomplete("connector_parameter")
VERSION: Final = advice("connector_version")
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
        shown = ", ".join(sorted(known)) or "–"
        yield UNKNOWN.at(
            node.id,
            Text(
                f"{named(node)} gọi kết nối “{connector.id}”, nhưng kết nối này chưa được cài đặt.",
                f"{named(node)} calls the connector “{connector.id}”, which is not installed.",
            ),
            Text(f"Chọn một kết nối đã cài đặt: {shown}.", f"Choose an installed connector: {shown}."),
        )
        return
    yield from _version(node, connector, words)
    yield from _parameters(node, connector, words)
    yield from connector_values.check(node, connector, words)


def _version(node: Node, connector: Connector, words: ConnectorWords) -> Iterator[Raised]:
    if connector.version and words.version and connector.version != words.version:
        yield VERSION.at(
            node.id,
            Text(
                f"{named(node)} được soạn cho kết nối phiên bản {connector.version}; "
                f"đang cài phiên bản {words.version}.",
                f"{named(node)} was written for version {connector.version} of its connector; "
                f"version {words.version} is installed.",
            ),
            Text(
                "Mở biểu mẫu của bước tự động, xem lại các tham số rồi lưu.",
                "Open the form of the automatic step, look its parameters over, and save.",
            ),
        )


def _parameters(node: Node, connector: Connector, words: ConnectorWords) -> Iterator[Raised]:
    names = [param.name for param in connector.params]
    filled = {param.name for param in connector.params if param.value.strip().removeprefix("=").strip()}
    for name in sorted(words.required - filled):
        said = words.called(name)
        yield PARAMETER.at(
            node.id,
            Text(f"{named(node)} chưa điền tham số {said.vi}.", f"{named(node)} lacks the parameter {said.en}."),
            Text(
                "Nhập giá trị, hoặc chọn ô của hồ sơ để lấy giá trị.",
                "Type a value, or choose the field of the dossier to take it from.",
            ),
        )
    allowed = ", ".join(sorted(words.required | words.optional)) or "–"
    for name in sorted(set(names) - words.required - words.optional):
        if words.families and name.startswith(words.families):
            continue
        yield PARAMETER.at(
            node.id,
            Text(
                f"{named(node)}: kết nối “{connector.id}” không có tham số “{name}”.",
                f"{named(node)}: the connector “{connector.id}” has no parameter “{name}”.",
            ),
            Text(f"Xóa tham số này hoặc sửa tên; có: {allowed}.", f"Delete or rename it; there are: {allowed}."),
        )
    for name in sorted({one for one in names if names.count(one) > 1}):
        yield PARAMETER.at(
            node.id,
            Text(f"{named(node)} điền tham số “{name}” hai lần.", f"{named(node)} gives “{name}” twice."),
            Text("Giữ lại một dòng.", "Keep one of them."),
        )


def _failure(subject: Subject, node: Node, connector: Connector) -> Iterator[Raised]:
    then = connector.failure.then if connector.failure else None
    if then is None:
        yield NO_FAILURE.at(
            node.id,
            Text(f"{named(node)} chưa nêu xử lý khi lỗi.", f"{named(node)} does not say what happens on failure."),
            Text(
                "Chọn xử lý khi đối tác không trả lời: chờ, cán bộ nhập thay, báo sự cố, hoặc đi nhánh lỗi "
                "(failure then: wait, manual, incident, error:<mã>).",
                "Choose what happens when the partner does not answer: wait, entry by an officer, an incident, or an "
                "error branch (failure then: wait, manual, incident, error:<code>).",
            ),
        )
    elif then.startswith("error:"):
        code = then.removeprefix("error:")
        caught = [one for one in subject.boundaries(node.id) if "error" in one.events]
        if not any(one.event_code in (None, code) for one in caught):
            yield UNCAUGHT.at(
                node.id,
                Text(
                    f"Khi hỏng, {named(node)} báo lỗi “{code}”, nhưng không nhánh nào đón lỗi này.",
                    f"On failure {named(node)} throws the error “{code}”, but no branch catches it.",
                ),
                Text(
                    f"Thêm nhánh lỗi với mã “{code}”, hoặc chọn cách xử lý khác.",
                    f"Add an error branch with the code “{code}”, or choose another failure rule.",
                ),
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
