"""Branches as they were really decided: never taken, always taken, two at once, decided by what nobody has said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from engine.bpmn.checks.rules import Finding, flow_named, named
from engine.bpmn.definition import Flow, Node
from engine.bpmn.routes import compiled
from engine.rehearsal.exploring import Edge
from engine.rehearsal.findings.saying import amber, on_the_way, red, said
from engine.rehearsal.walk import Walk
from engine.text import Text

OFTEN = 20
"""How often a gateway must have been passed for a flow nobody took to mean something in a walk that is not whole."""


@dataclass
class _Decisions:
    """What the conditions of one gateway said, each time a dossier came by."""

    truths: dict[str, set[bool]] = field(default_factory=dict)
    both: dict[tuple[str, str], Edge] = field(default_factory=dict)
    unsaid: dict[tuple[str, str], Edge] = field(default_factory=dict)
    nulls: Edge | None = None


def find(walk: Walk) -> Iterator[Finding]:
    """Every gateway some dossier passed."""
    for node in walk.subject.nodes.values():
        if node.kind in ("exclusive", "inclusive") and len(node.outgoing) > 1 and node.id in walk.passed:
            decisions = None if _repeated(walk, node) else _decisions(walk, node)
            if walk.map.complete or sum(node.id in edge.path for edge in walk.edges) >= OFTEN:
                yield from _not_taken(walk, node, decisions)
            if decisions is not None:
                yield from _at_once(walk, node, decisions)
                yield from _unsaid(walk, node, decisions)


def _repeated(walk: Walk, node: Node) -> bool:
    """Whether the gateway lies in a repeated sub-process, whose items keep their answers to themselves."""
    scope = node.parent
    while scope is not None:
        owners = [walk.node(key) for key in walk.subject.owners.get(scope, ())]
        if any(owner.loop for owner in owners):
            return True
        scope = owners[0].parent if owners else None
    return False


def _decisions(walk: Walk, gateway: Node) -> _Decisions:
    found = _Decisions()
    flows = _conditional(walk, gateway)
    for edge in walk.edges:
        if gateway.id not in edge.path or not set(gateway.outgoing) & set(edge.path):
            continue
        if gateway.id in edge.nulls:
            found.nulls = found.nulls or edge
        for names in edge.names:
            held = [flow for flow in flows if _holds(walk, flow, edge, names, found)]
            for one, other in combinations(held, 2):
                found.both.setdefault((one.id, other.id), edge)
    return found


def _conditional(walk: Walk, gateway: Node) -> list[Flow]:
    flows = [walk.subject.flows[key] for key in gateway.outgoing]
    return [flow for flow in flows if flow.condition and flow.id != gateway.default]


def _holds(walk: Walk, flow: Flow, edge: Edge, names: Mapping[str, Any], found: _Decisions) -> bool:
    expression = compiled(flow.condition or "")
    if expression is None:
        return False
    held = expression.evaluate(names, now=walk.now).value is True
    found.truths.setdefault(flow.id, set()).add(held)
    if "null" not in expression.source:
        for path in expression.names_read:
            if path[0] in walk.subject.nodes and path[0] not in names:
                found.unsaid.setdefault((flow.id, path[0]), edge)
    return held


def _not_taken(walk: Walk, gateway: Node, decisions: _Decisions | None) -> Iterator[Finding]:
    flows = [walk.subject.flows[key] for key in gateway.outgoing]
    always = [flow for flow in _conditional(walk, gateway) if decisions and decisions.truths.get(flow.id) == {True}]
    for flow in flows:
        if flow.id in walk.passed:
            continue
        if always and gateway.kind == "exclusive":
            continue
        if flow.id == gateway.default:
            yield _default(gateway, flow)
        elif decisions is None or decisions.truths.get(flow.id, set()) <= {False}:
            yield _never(walk, flow)
        else:
            yield _hidden(gateway, flow)
    if gateway.kind == "exclusive":
        for flow in always:
            if any(one.id not in walk.passed for one in flows):
                yield _always(flow)


def _never(walk: Walk, flow: Flow) -> Finding:
    expression = compiled(flow.condition or "")
    sure = walk.map.complete and expression is not None and not walk.values.cut and _readable(walk, flow)
    message = Text(
        f"Điều kiện của nhánh {flow_named(flow)} ({flow.condition}) không bao giờ đúng trên đường đi nào.",
        f"The condition of flow {flow_named(flow)} ({flow.condition}) holds on no way.",
    )
    hint = Text(
        "So lại điều kiện với các kết quả của bước và các lựa chọn của biểu mẫu.",
        "Compare the condition with the outcomes of the step and the options of its form.",
    )
    return (red if sure else amber)("condition_never_true", flow.id, message, hint)


def _readable(walk: Walk, flow: Flow) -> bool:
    """Whether the values tried are all that matter to the condition."""
    return walk.values.conditions[flow.condition or ""].exact


def _always(flow: Flow) -> Finding:
    message = Text(
        f"Điều kiện của nhánh {flow_named(flow)} ({flow.condition}) đúng trên mọi đường; nhánh khác không được chọn.",
        f"The condition of flow {flow_named(flow)} ({flow.condition}) always holds; another flow is never taken.",
    )
    hint = Text("Sửa điều kiện, hoặc bỏ cổng rẽ nhánh.", "Correct the condition, or drop the split.")
    return amber("condition_always_true", flow.id, message, hint)


def _default(gateway: Node, flow: Flow) -> Finding:
    message = Text(
        f"Nhánh mặc định {flow_named(flow)} của cổng {named(gateway)} không bao giờ được chọn.",
        f"The default flow {flow_named(flow)} of {named(gateway)} is never taken.",
    )
    hint = Text("Xem lại điều kiện của các nhánh kia.", "Look at the conditions of the other flows.")
    return amber("default_never_taken", flow.id, message, hint)


def _hidden(gateway: Node, flow: Flow) -> Finding:
    message = Text(
        f"Nhánh {flow_named(flow)} của cổng {named(gateway)} luôn bị một nhánh đứng trước giành mất.",
        f"Flow {flow_named(flow)} of {named(gateway)} is always preceded by another that holds, too.",
    )
    hint = Text("Sửa điều kiện để mỗi lần chỉ một nhánh đúng.", "Let only one of them hold at a time.")
    return red("condition_hidden", flow.id, message, hint)


def _at_once(walk: Walk, gateway: Node, decisions: _Decisions) -> Iterator[Finding]:
    if gateway.kind != "exclusive":
        return
    for (one, other), edge in decisions.both.items():
        first, second = walk.subject.flows[one], walk.subject.flows[other]
        if first.target == second.target:
            continue
        message = Text(
            f"Hai nhánh {flow_named(first)} và {flow_named(second)} của cổng {named(gateway)} cùng đúng một lúc.",
            f"Flows {flow_named(first)} and {flow_named(second)} of {named(gateway)} hold at the same time.",
        )
        hint = Text("Sửa điều kiện để mỗi lần chỉ một nhánh đúng.", "Let only one of them hold at a time.")
        yield amber("conditions_overlap", gateway.id, said(message, on_the_way(walk, edge)), hint)


def _unsaid(walk: Walk, gateway: Node, decisions: _Decisions) -> Iterator[Finding]:
    for (key, step), edge in decisions.unsaid.items():
        flow = walk.subject.flows[key]
        message = Text(
            f"Nhánh {flow_named(flow)} xét kết quả của {named(walk.node(step))}, nhưng có đường tới đây mà bước đó "
            "chưa được làm.",
            f"Flow {flow_named(flow)} looks at {named(walk.node(step))}, but a way comes here before that is done.",
        )
        hint = Text(
            "Chỉ xét bước chắc chắn đã làm, hoặc nói rõ khi chưa có kết quả (… = null).",
            "Look only at steps surely done, or say what null means.",
        )
        yield amber("read_before_written", key, said(message, on_the_way(walk, edge)), hint)
    if decisions.nulls is not None and not decisions.unsaid:
        message = Text(
            f"Cổng {named(gateway)}: có câu trả lời để trống làm điều kiện không đúng cũng không sai; máy coi là sai.",
            f"Gateway {named(gateway)}: a blank answer makes a condition neither true nor false; it counts as false.",
        )
        hint = Text("Bắt buộc ô đó, hoặc xét cả trường hợp trống.", "Require the field, or say what blank means.")
        yield amber("condition_without_value", gateway.id, said(message, on_the_way(walk, decisions.nulls)), hint)
