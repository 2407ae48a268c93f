"""Sequence flows: where they may start, cross and carry a condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, flow_named, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Flow, Node
from engine.text import Text

CONDITION_IGNORED: Final = refused("condition_ignored")
SEVERAL: Final = refused("several_flows")
CROSSING: Final = refused("crossing_flow")
INTO_START: Final = refused("flow_into_start")
OUT_OF_END: Final = refused("flow_out_of_end")
LANGUAGE: Final = refused("expression_language")

GATEWAYS: Final = ("exclusive", "inclusive", "parallel", "event_gateway", "complex")
CHOOSING: Final = ("exclusive", "inclusive")


def check(subject: Subject) -> Iterator[Raised]:
    """Conditions that have no effect, unclear splits, flows across borders."""
    for node in subject.nodes:
        if node.kind not in GATEWAYS and len(node.outgoing) > 1:
            yield SEVERAL.at(
                node.id,
                Text(f"{named(node)} có nhiều đường ra.", f"{named(node)} has several outgoing flows."),
                Text(
                    "Hãy thêm cổng loại trừ hoặc song song phía sau.", "Put an exclusive or parallel gateway behind it."
                ),
            )
    for flow in subject.flows:
        yield from _flow(flow, subject.node(flow.source), subject.node(flow.target))


def _flow(flow: Flow, source: Node, target: Node) -> Iterator[Raised]:
    if flow.condition and source.kind not in CHOOSING:
        yield CONDITION_IGNORED.at(
            flow.id,
            Text(
                f"Điều kiện của đường nối {flow_named(flow)} không có tác dụng vì không xuất phát từ cổng loại trừ.",
                f"The condition of flow {flow_named(flow)} has no effect: it does not leave an exclusive gateway.",
            ),
            Text(
                "Hãy thêm cổng loại trừ phía trước hoặc xóa điều kiện.",
                "Put a gateway before it or drop the condition.",
            ),
        )
    if source.parent != target.parent:
        yield CROSSING.at(
            flow.id,
            Text(
                f"Đường nối {flow_named(flow)} vượt qua biên quy trình con.",
                f"Flow {flow_named(flow)} crosses the border of a sub-process.",
            ),
            Text("Hãy nối tới chính quy trình con.", "Connect it to the sub-process itself."),
        )
    if target.kind in ("start", "boundary"):
        yield INTO_START.at(
            flow.id,
            Text(f"Không thể đi vào sự kiện {named(target)}.", f"No flow can lead into the event {named(target)}."),
            Text("Hãy nối tới bước đứng sau.", "Connect it to the step behind."),
        )
    if source.kind == "end":
        yield OUT_OF_END.at(
            flow.id,
            Text(
                f"Sự kiện kết thúc {named(source)} không có đường ra.",
                f"End event {named(source)} has an outgoing flow.",
            ),
            Text("Hãy xóa đường nối này.", "Delete this flow."),
        )
    if flow.condition and flow.language and "FEEL" not in flow.language.upper():
        yield LANGUAGE.at(
            flow.id,
            Text(
                f"Điều kiện của {flow_named(flow)} viết bằng ngôn ngữ “{flow.language}”.",
                f"The condition of {flow_named(flow)} is written in “{flow.language}”.",
            ),
            Text(
                "Dựng lại điều kiện ở đây: chọn trường, so sánh, giá trị.",
                "Build it here again: field, comparison, value.",
            ),
        )
