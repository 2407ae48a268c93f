"""Choosing gateways: every branch but the default has a condition, and there is a default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.flows import CHOOSING, GATEWAYS
from engine.bpmn.checks.rules import Raised, advice, flow_named, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Flow, Node
from engine.text import Text

NO_DEFAULT: Final = refused("no_default")
NO_CONDITION: Final = refused("no_condition")
LONELY: Final = refused("lonely_condition")
DEFAULT_CONDITION: Final = refused("default_condition")
BAD_DEFAULT: Final = refused("bad_default")
NO_NAME: Final = advice("gateway_name")


def check(subject: Subject) -> Iterator[Raised]:
    """Exclusive and inclusive splits."""
    for node in subject.nodes:
        if node.default and node.default not in node.outgoing:
            yield BAD_DEFAULT.at(
                node.id,
                Text(
                    f"Nhánh mặc định của {named(node)} không tồn tại.",
                    f"{named(node)} names a default flow it has not.",
                ),
                Text("Hãy chọn lại nhánh mặc định.", "Choose the default flow again."),
            )
        if node.kind in CHOOSING:
            yield from _split(subject, node)
        elif node.default and node.kind in GATEWAYS:
            yield BAD_DEFAULT.at(
                node.id,
                Text(
                    f"Cổng {named(node)} không dùng nhánh mặc định.", f"Gateway {named(node)} has no use for a default."
                ),
                Text("Hãy bỏ nhánh mặc định.", "Remove the default."),
            )


def _split(subject: Subject, node: Node) -> Iterator[Raised]:
    flows = subject.outgoing(node)
    if len(flows) == 1 and flows[0].condition:
        yield LONELY.at(
            flows[0].id,
            Text(
                f"Đường ra duy nhất của cổng {named(node)} có điều kiện: khi không đúng, hồ sơ sẽ đứng lại.",
                f"The only flow of gateway {named(node)} has a condition: when false, the dossier is stuck.",
            ),
            Text("Hãy bỏ điều kiện hoặc vẽ thêm nhánh mặc định.", "Drop the condition or add a default flow."),
        )
    if len(flows) < 2:
        return
    if not node.name:
        yield NO_NAME.at(
            node.id,
            Text(f"Cổng rẽ nhánh “{node.id}” chưa có tên.", f"The splitting gateway “{node.id}” has no name."),
            Text("Hãy đặt tên là một câu hỏi, ví dụ “Kết quả thẩm định?”.", "Name it with a question."),
        )
    if node.default is None:
        yield NO_DEFAULT.at(
            node.id,
            Text(
                f"Cổng {named(node)} không có nhánh mặc định: khi không điều kiện nào đúng, hồ sơ sẽ đứng lại.",
                f"Gateway {named(node)} has no default flow: when no condition holds, the dossier is stuck.",
            ),
            Text("Hãy chọn một nhánh làm mặc định.", "Make one of its flows the default."),
        )
    for flow in flows:
        if flow.id == node.default and flow.condition:
            yield DEFAULT_CONDITION.at(
                flow.id,
                Text(
                    f"Nhánh mặc định {flow_named(flow)} có điều kiện; điều kiện này bị bỏ qua.",
                    f"The default flow {flow_named(flow)} has a condition, which is ignored.",
                ),
                Text("Hãy xóa điều kiện hoặc chọn nhánh khác làm mặc định.", "Drop it, or choose another default."),
            )
        if flow.id != node.default and not flow.condition and not _meant_as_default(node, flows):
            yield NO_CONDITION.at(
                flow.id,
                Text(
                    f"Nhánh {flow_named(flow)} của cổng {named(node)} chưa có điều kiện.",
                    f"Flow {flow_named(flow)} of gateway {named(node)} has no condition.",
                ),
                Text("Hãy chọn điều kiện cho nhánh này.", "Choose its condition."),
            )


def _meant_as_default(node: Node, flows: list[Flow]) -> bool:
    """Whether one flow without a condition stands where the default is missing: one finding is enough."""
    return node.default is None and [flow.condition for flow in flows].count(None) == 1
