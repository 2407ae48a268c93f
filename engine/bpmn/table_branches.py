"""The ways behind a step that facts decide rather than its outcome alone: branches by a condition on form fields."""

from __future__ import annotations

from dataclasses import dataclass

from engine.bpmn.definition import Definition, Flow, Node
from engine.bpmn.routes import compiled, next_stops


@dataclass(frozen=True)
class Branch:
    """One conditional flow: its condition, its label, and the elements it leads to."""

    flow: str
    name: str
    condition: str
    goal: tuple[str, ...]


def split_of(definition: Definition, node: Node) -> Node | None:
    """The gateway that tells apart the ways behind a step; None when one way leads on."""
    if len(node.outgoing) != 1:
        return None
    gateway = definition.nodes[definition.flows[node.outgoing[0]].target]
    several = gateway.kind == "exclusive" and len(gateway.outgoing) > 1 and len(gateway.incoming) == 1
    return gateway if several else None


def branches(definition: Definition, node: Node) -> tuple[Branch, ...]:
    """The branches behind a step that read anything but its outcome (and the case), in the order they are tried."""
    gateway = split_of(definition, node)
    flows = [definition.flows[key] for key in gateway.outgoing] if gateway else []
    return tuple(
        Branch(flow.id, flow.name, flow.condition or "", goal_of(definition, flow))
        for flow in flows
        if _reads_facts(flow, node.id)
    )


def goal_of(definition: Definition, flow: Flow) -> tuple[str, ...]:
    """The steps, waits and ends a flow leads to."""
    target = definition.nodes[flow.target]
    if target.kind not in ("exclusive", "parallel", "inclusive", "service"):
        return (target.id,)
    return tuple(one.id for one in next_stops(definition, target, {}))


def _reads_facts(flow: Flow, step: str) -> bool:
    expression = compiled(flow.condition or "")
    if expression is None:
        return bool(flow.condition)
    return bool(expression.names_read - {(step, "outcome"), ("ho_so", "case")})
