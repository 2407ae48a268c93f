"""Where an outcome leads: the next steps, waits or ends behind a step, found by deciding the gateways between."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine import feel
from engine.bpmn.definition import Definition, Flow, Node

_STOPS = ("user", "receive", "end", "catch", "subprocess", "call", "manual", "task")

Context = Mapping[str, Mapping[str, Any]]


@lru_cache(maxsize=2048)
def compiled(source: str) -> feel.Expression | None:
    """The compiled expression, None when it does not compile (the checks say why)."""
    try:
        return feel.compile(source)
    except feel.FeelError:
        return None


def holds(source: str | None, context: Context) -> bool | None:
    """Whether a condition is true of ``context``; None when it reads anything ``context`` does not hold."""
    expression = compiled(source) if source else None
    if expression is None:
        return None
    for path in expression.names_read:
        if len(path) < 2 or path[0] not in context or path[1] not in context[path[0]]:
            return None
    return expression.evaluate(context).value is True


def taken(definition: Definition, gateway: Node, context: Context) -> list[Flow]:
    """The flows an exclusive gateway may take in ``context``: one when it can be decided, else all that remain."""
    flows = [definition.flows[key] for key in gateway.outgoing]
    possible: list[Flow] = []
    for flow in flows:
        if flow.id == gateway.default or len(flows) == 1:
            continue
        answer = holds(flow.condition, context)
        if answer is True:
            return [*possible, flow]
        if answer is None:
            possible.append(flow)
    default = [flow for flow in flows if flow.id == gateway.default or len(flows) == 1]
    return [*possible, *default]


def next_stops(definition: Definition, start: Node, context: Context) -> list[Node]:
    """The steps, waits and ends that can come next after ``start``, in the order of the diagram."""
    found: dict[str, Node] = {}
    seen: set[str] = set()
    pending = [definition.flows[key].target for key in reversed(start.outgoing)]
    while pending:
        node = definition.nodes[pending.pop()]
        if node.id in seen:
            continue
        seen.add(node.id)
        if node.kind in _STOPS or not node.outgoing:
            found[node.id] = node
            continue
        if node.kind == "exclusive":
            flows = taken(definition, node, context)
        else:
            flows = [definition.flows[key] for key in node.outgoing]
        pending += [flow.target for flow in reversed(flows)]
    return list(found.values())
