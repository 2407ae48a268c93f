"""Conditions against the outcomes they decide on: all can happen, no two at once, every outcome has its way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, flow_named, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Flow, Node
from engine.bpmn.routes import compiled, holds
from engine.text import Text

UNKNOWN: Final = refused("outcome_unknown")
NEVER: Final = refused("condition_never_holds")
ALWAYS: Final = refused("condition_always_holds")
OVERLAP: Final = incomplete("conditions_overlap")
SHARED_DEFAULT: Final = advice("outcomes_share_default")
NOT_ROUTED: Final = incomplete("outcome_without_flow")

_QUOTED: Final = re.compile(r'"([^"]*)"')
_COMPARED: Final = re.compile(
    r'\b([A-Za-z]\w*)\.outcome\s*(?:(?:!?=|in)\s*(\([^)]*\)|"[^"]*"))'
    r'|("[^"]*")\s*!?=\s*([A-Za-z]\w*)\.outcome\b'
)


def check(subject: Subject) -> Iterator[Raised]:
    """Exclusive and inclusive splits, and steps whose outcomes nobody reads."""
    for node in subject.nodes:
        if node.kind in ("exclusive", "inclusive") and len(node.outgoing) > 1:
            yield from _split(subject, node)
    yield from _not_routed(subject)


def _split(subject: Subject, gateway: Node) -> Iterator[Raised]:
    flows = [flow for flow in subject.outgoing(gateway) if flow.condition and flow.id != gateway.default]
    for flow in flows:
        unknown = list(_unknown(subject, flow))
        yield from unknown or _possible(subject, flow)
    if gateway.kind == "exclusive":
        for one, other in combinations(flows, 2):
            common = _common(subject, one, other)
            if common is not None:
                yield _overlap(gateway, one, other, common)
    yield from _defaults(subject, gateway, flows)


def _unknown(subject: Subject, flow: Flow) -> Iterator[Raised]:
    """Outcomes a condition compares with that the step does not have."""
    for match in _COMPARED.finditer(flow.condition or ""):
        step = match.group(1) or match.group(4)
        known = _outcomes(subject, step)
        wanted = _QUOTED.findall(match.group(2) or match.group(3) or "")
        for outcome in wanted:
            if known and outcome not in known:
                yield UNKNOWN.at(
                    flow.id,
                    Text(
                        f"Điều kiện của nhánh {flow_named(flow)} nêu kết quả “{outcome}”, bước “{step}” không có.",
                        f"The condition of flow {flow_named(flow)} names outcome “{outcome}”, which “{step}” has not.",
                    ),
                    Text(f"Các kết quả của bước: {', '.join(known)}.", f"Its outcomes: {', '.join(known)}."),
                )


def _possible(subject: Subject, flow: Flow) -> Iterator[Raised]:
    values = _truth(subject, flow)
    if values is None or not values:
        return
    if not any(values.values()):
        step = decided_by(subject, flow)
        known = ", ".join(_outcomes(subject, step)) if step else ""
        yield NEVER.at(
            flow.id,
            Text(
                f"Điều kiện của nhánh {flow_named(flow)} không bao giờ đúng.",
                f"The condition of flow {flow_named(flow)} never holds.",
            ),
            Text(f"Các kết quả của bước “{step}”: {known}.", f"Outcomes of step “{step}”: {known}.")
            if step
            else Text("Sửa hoặc xóa nhánh này.", "Correct or delete this flow."),
        )
    elif all(values.values()):
        yield ALWAYS.at(
            flow.id,
            Text(
                f"Điều kiện của nhánh {flow_named(flow)} luôn đúng; các nhánh sau không bao giờ được chọn.",
                f"The condition of flow {flow_named(flow)} always holds; the flows after it are never taken.",
            ),
            Text("Sửa điều kiện hoặc bỏ cổng rẽ nhánh.", "Correct the condition or drop the split."),
        )


def _overlap(gateway: Node, one: Flow, other: Flow, common: str) -> Raised:
    return OVERLAP.at(
        gateway.id,
        Text(
            f"Hai nhánh {flow_named(one)} và {flow_named(other)} của cổng {named(gateway)} cùng đúng{common}.",
            f"Flows {flow_named(one)} and {flow_named(other)} of {named(gateway)} hold at the same time.",
        ),
        Text("Sửa điều kiện để mỗi lần chỉ một nhánh đúng.", "Let only one of them hold at a time."),
    )


def _common(subject: Subject, one: Flow, other: Flow) -> str | None:
    """Say when both conditions hold; None when they never do, or it cannot be told."""
    if "".join((one.condition or "").split()) == "".join((other.condition or "").split()):
        return ""
    if decided_by(subject, one) is None or decided_by(subject, one) != decided_by(subject, other):
        return None
    mine, theirs = _truth(subject, one) or {}, _truth(subject, other) or {}
    both = [outcome for outcome in mine if mine[outcome] and theirs.get(outcome)]
    if not both:
        return None
    return f" khi kết quả là “{both[0]}”" if both[0] else ""


def _defaults(subject: Subject, gateway: Node, flows: list[Flow]) -> Iterator[Raised]:
    steps = {decided_by(subject, flow) for flow in flows}
    step = steps.pop() if len(steps) == 1 else None
    if step is None or gateway.default is None:
        return
    rest = [
        one for one in _outcomes(subject, step) if not any((_truth(subject, flow) or {}).get(one) for flow in flows)
    ]
    if len(rest) > 1:
        shown = ", ".join(rest)
        yield SHARED_DEFAULT.at(
            gateway.id,
            Text(
                f"Các kết quả {shown} của bước “{step}” cùng đi theo nhánh mặc định của cổng {named(gateway)}.",
                f"Outcomes {shown} of step “{step}” all take the default flow of {named(gateway)}.",
            ),
            Text("Nếu không đúng ý, hãy vẽ nhánh riêng.", "Draw flows of their own if that is not meant."),
        )


def _not_routed(subject: Subject) -> Iterator[Raised]:
    read: set[str] = set()
    for flow in subject.flows:
        expression = compiled(flow.condition or "")
        if expression is not None:
            read |= {path[0] for path in expression.names_read}
        elif flow.condition:
            return
    for node in subject.nodes:
        step = node.step
        if step is None or node.loop or step.kind == "opinion" or len(step.outcomes) < 2 or node.id in read:
            continue
        yield NOT_ROUTED.at(
            node.id,
            Text(
                f"Bước {named(node)} có {len(step.outcomes)} kết quả nhưng không nhánh nào phân biệt chúng.",
                f"Step {named(node)} has {len(step.outcomes)} outcomes, but no flow tells them apart.",
            ),
            Text("Thêm cổng loại trừ sau bước, mỗi kết quả một nhánh.", "Add a gateway with a flow for each outcome."),
        )


def decided_by(subject: Subject, flow: Flow) -> str | None:
    """The step whose outcome alone decides ``flow``'s condition, None when other facts count too."""
    expression = compiled(flow.condition or "")
    if expression is None or len(expression.names_read) != 1:
        return None
    path = next(iter(expression.names_read))
    return path[0] if len(path) == 2 and path[1] == "outcome" and _outcomes(subject, path[0]) else None


def _truth(subject: Subject, flow: Flow) -> dict[str, bool] | None:
    """For each outcome of the deciding step whether the condition holds.

    "" stands for null (the step has not been done yet), and for the one value of a constant.
    """
    expression = compiled(flow.condition or "")
    if expression is None:
        return None
    if not expression.names_read and "(" not in expression.source:
        return {"": expression.evaluate({}).value is True}
    step = decided_by(subject, flow)
    if step is None:
        return None
    values: list[str | None] = [*_outcomes(subject, step)]
    if not _certain(subject, step, flow):
        values.append(None)
    return {one or "": holds(flow.condition, {step: {"outcome": one}}) is True for one in values}


def _certain(subject: Subject, step: str, flow: Flow) -> bool:
    """Whether every way to the flow's gateway passes ``step``, so that its outcome is never null there."""
    scope = subject.node(step).parent
    if scope != subject.node(flow.source).parent:
        return False
    graph = subject.graphs[scope]
    return flow.source not in graph.reached_from(graph.starts, without=frozenset({step}))


def _outcomes(subject: Subject, step: str | None) -> list[str]:
    node = subject.definition.nodes.get(step or "")
    return [one.id for one in node.step.outcomes] if node and node.step else []
